package io.github.chromajdbc.convert;

import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Between SQL's dates and times, which know no zone, and Java's.
 *
 * <p>Three zones meet here. {@code java.sql.Date}, {@code Time} and {@code Timestamp} show their
 * fields in the JVM's default zone, so without a Calendar the fields are kept and the default zone
 * cancels out; with a Calendar its zone decides. Instants and offsets use the connection property
 * {@code timeZone}.
 */
final class TemporalConversion {
  private static final DateTimeFormatter TEXT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][ ]")
          .append(time())
          .optionalEnd()
          .optionalStart()
          .appendOffsetId()
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          // There is no 30 February, and it is not the 28th.
          .withResolverStyle(ResolverStyle.STRICT);

  private TemporalConversion() {}

  private static DateTimeFormatter time() {
    return new DateTimeFormatterBuilder()
        .appendPattern("H:mm[:ss]")
        .optionalStart()
        .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
        .optionalEnd()
        .toFormatter(Locale.ROOT);
  }

  /** A DATE; of a TIMESTAMP its day. */
  static LocalDate toLocalDate(Object value) throws SQLException {
    if (value instanceof LocalDate date) {
      return date;
    }
    if (value instanceof LocalDateTime timestamp) {
      return timestamp.toLocalDate();
    }
    if (value instanceof String text) {
      return parse(text, "DATE").toLocalDate();
    }
    throw Unconvertible.classes(value, "DATE");
  }

  /** A TIME; of a TIMESTAMP its time of day. */
  static LocalTime toLocalTime(Object value) throws SQLException {
    if (value instanceof LocalTime time) {
      return time;
    }
    if (value instanceof LocalDateTime timestamp) {
      return timestamp.toLocalTime();
    }
    if (value instanceof String text) {
      try {
        return text.indexOf('-') < 0
            ? LocalTime.parse(text.strip(), time())
            : parse(text, "TIME").toLocalTime();
      } catch (DateTimeException none) {
        throw Unconvertible.datetime(text, "TIME");
      }
    }
    throw Unconvertible.classes(value, "TIME");
  }

  /** A TIMESTAMP; of a DATE its midnight. */
  static LocalDateTime toLocalDateTime(Object value) throws SQLException {
    if (value instanceof LocalDateTime timestamp) {
      return timestamp;
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    if (value instanceof String text) {
      return parse(text, "TIMESTAMP");
    }
    throw Unconvertible.classes(value, "TIMESTAMP");
  }

  /**
   * An offset at the end of a text, as {@code Z}, is left out of account: SQL's types have none.
   */
  private static LocalDateTime parse(String text, String type) throws SQLException {
    try {
      Object parsed = TEXT.parseBest(text.strip(), LocalDateTime::from, LocalDate::from);
      return parsed instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) parsed;
    } catch (DateTimeException none) {
      throw Unconvertible.datetime(text, type);
    }
  }

  static Date toSqlDate(Object value, @Nullable Calendar calendar) throws SQLException {
    LocalDate date = toLocalDate(value);
    return calendar == null
        ? Date.valueOf(date)
        : new Date(date.atStartOfDay(zone(calendar)).toInstant().toEpochMilli());
  }

  static Time toSqlTime(Object value, @Nullable Calendar calendar) throws SQLException {
    // Time.valueOf would drop the milliseconds.
    LocalDateTime first = toLocalTime(value).atDate(LocalDate.EPOCH);
    return new Time(first.atZone(zone(calendar)).toInstant().toEpochMilli());
  }

  static Timestamp toSqlTimestamp(Object value, @Nullable Calendar calendar) throws SQLException {
    LocalDateTime timestamp = toLocalDateTime(value);
    return calendar == null
        ? Timestamp.valueOf(timestamp)
        : Timestamp.from(timestamp.atZone(zone(calendar)).toInstant());
  }

  static Calendar toCalendar(Object value, ZoneId zone) throws SQLException {
    return GregorianCalendar.from(toLocalDateTime(value).atZone(zone));
  }

  private static ZoneId zone(@Nullable Calendar calendar) {
    return calendar == null ? ZoneId.systemDefault() : calendar.getTimeZone().toZoneId();
  }

  /**
   * The date or time of SQL that a date or time of Java is; null when the value is none.
   *
   * @param zone of the connection
   * @param calendar what a setter was given
   */
  static @Nullable Object toSql(Object value, ZoneId zone, @Nullable Calendar calendar) {
    if (value instanceof LocalDate
        || value instanceof LocalTime
        || value instanceof LocalDateTime) {
      return value;
    }
    if (value instanceof Date date) {
      return calendar == null ? date.toLocalDate() : at(date, calendar).toLocalDate();
    }
    if (value instanceof Time time) {
      return at(time, calendar).toLocalTime();
    }
    if (value instanceof Timestamp timestamp) {
      return calendar == null
          ? timestamp.toLocalDateTime()
          : timestamp.toInstant().atZone(zone(calendar)).toLocalDateTime();
    }
    if (value instanceof java.util.Date date) {
      return at(date, calendar);
    }
    if (value instanceof Calendar moment) {
      return moment.toInstant().atZone(moment.getTimeZone().toZoneId()).toLocalDateTime();
    }
    if (value instanceof Instant instant) {
      return instant.atZone(zone).toLocalDateTime();
    }
    if (value instanceof OffsetDateTime moment) {
      return moment.atZoneSameInstant(zone).toLocalDateTime();
    }
    if (value instanceof ZonedDateTime moment) {
      return moment.withZoneSameInstant(zone).toLocalDateTime();
    }
    if (value instanceof OffsetTime time) {
      return time.toLocalTime();
    }
    return null;
  }

  @SuppressWarnings("JavaUtilDate") // It is what callers still have.
  private static LocalDateTime at(java.util.Date date, @Nullable Calendar calendar) {
    // Not date.toInstant(), which java.sql.Date and Time refuse.
    return Instant.ofEpochMilli(date.getTime()).atZone(zone(calendar)).toLocalDateTime();
  }
}
