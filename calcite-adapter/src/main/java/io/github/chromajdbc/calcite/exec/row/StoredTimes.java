package io.github.chromajdbc.calcite.exec.row;

import io.github.chromajdbc.calcite.catalog.ColumnType;
import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.error.ChromaError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Points in time as metadata has them, in the zone of the connection. A value that is none is NULL,
 * said in one warning for each column of an execution.
 */
public final class StoredTimes {
  /** The years that SQL's TIMESTAMP has, 0001 to 9999. */
  private static final long FIRST =
      LocalDateTime.of(1, 1, 1, 0, 0).toInstant(ZoneOffset.UTC).toEpochMilli();

  private static final long LAST =
      LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_000_000)
          .toInstant(ZoneOffset.UTC)
          .toEpochMilli();

  private static final BigDecimal MILLIS_PER_SECOND = BigDecimal.valueOf(1000);

  private final ReadContext context;
  private final ZoneId zone;
  private final Set<String> warnedOf = ConcurrentHashMap.newKeySet();

  public StoredTimes(ReadContext context) {
    this.context = context;
    this.zone = context.options().timeZone();
  }

  /**
   * The local time as Calcite has it.
   *
   * @return milliseconds since 1970-01-01 00:00 of the zone's own clock, null when the value is no
   *     time
   */
  @Nullable Long localMillis(Object value, TableColumn column) {
    Long millis = millis(value, column.type());
    if (millis == null || millis < FIRST || millis > LAST) {
      warn(value, column);
      return null;
    }
    return millis;
  }

  private @Nullable Long millis(Object value, ColumnType type) {
    return switch (type) {
      case EPOCH_SECONDS -> ofNumber(value, MILLIS_PER_SECOND);
      case EPOCH_MILLIS -> ofNumber(value, BigDecimal.ONE);
      case ISO_TIME -> value instanceof String text ? ofText(text.strip()) : null;
      default -> null;
    };
  }

  /** Rounded to the millisecond: 1700000000.123 is a little less as a double. */
  private @Nullable Long ofNumber(Object value, BigDecimal factor) {
    if (!(value instanceof Long) && !(value instanceof Double number && Double.isFinite(number))) {
      return null;
    }
    BigDecimal millis = new BigDecimal(value.toString()).multiply(factor);
    if (millis.abs().compareTo(BigDecimal.valueOf(2 * LAST)) > 0) {
      return null;
    }
    return local(Instant.ofEpochMilli(millis.setScale(0, RoundingMode.HALF_UP).longValueExact()));
  }

  /** A date, with a time or not, with an offset or not: without one it is of the zone's clock. */
  private @Nullable Long ofText(String text) {
    try {
      TemporalAccessor time =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
      return time instanceof OffsetDateTime moment
          ? local(moment.toInstant())
          : (Long) ((LocalDateTime) time).toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (DateTimeException noTime) {
      // A date alone is the only other form.
      return ofDate(text);
    }
  }

  private static @Nullable Long ofDate(String text) {
    try {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    } catch (DateTimeException malformed) {
      // The caller says so.
      return null;
    }
  }

  private Long local(Instant moment) {
    return moment.toEpochMilli() + zone.getRules().getOffset(moment).getTotalSeconds() * 1000L;
  }

  private void warn(Object value, TableColumn column) {
    if (warnedOf.add(column.name())) {
      context
          .warnings()
          .warn(
              ChromaError.VALUE_NOT_REPRESENTABLE.warning(
                  column.name()
                      + " is declared as a TIMESTAMP, but a record has "
                      + abbreviated(value)
                      + ": such values are NULL"));
    }
  }

  private static String abbreviated(Object value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
