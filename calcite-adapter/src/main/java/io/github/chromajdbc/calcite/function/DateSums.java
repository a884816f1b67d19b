package io.github.chromajdbc.calcite.function;

import io.github.chromajdbc.error.ChromaError;
import java.time.LocalDate;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.jspecify.annotations.Nullable;

/**
 * Dates and points in time with an interval added, within the years 1 to 9999 that SQL has. Calcite
 * (1.42) counts on, and what is printed of it is another date. Called by generated code.
 */
public final class DateSums {
  private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
  private static final int MOST_MONTHS = 9999 * 12;

  private DateSums() {}

  /**
   * A date and whole days, whatever is left of the milliseconds.
   *
   * @throws io.github.chromajdbc.error.ChromaException 22008 outside of the years 1 to 9999
   */
  public static @Nullable Integer daysLater(@Nullable Integer date, @Nullable Long milliseconds) {
    return date == null || milliseconds == null
        ? null
        : (int) day(date + milliseconds / DateTimeUtils.MILLIS_PER_DAY);
  }

  /**
   * A date and months.
   *
   * @throws io.github.chromajdbc.error.ChromaException 22008 outside of the years 1 to 9999
   */
  public static @Nullable Integer monthsLater(@Nullable Integer date, @Nullable Integer months) {
    return date == null || months == null
        ? null
        : (int) day(DateTimeUtils.addMonths(date.intValue(), months(months)));
  }

  /**
   * A point in time and milliseconds.
   *
   * @throws io.github.chromajdbc.error.ChromaException 22008 outside of the years 1 to 9999
   */
  public static @Nullable Long timeLater(@Nullable Long timestamp, @Nullable Long milliseconds) {
    if (timestamp == null || milliseconds == null) {
      return null;
    }
    try {
      return time(Math.addExact(timestamp, milliseconds));
    } catch (ArithmeticException tooFar) {
      throw ChromaError.DATETIME_OVERFLOW.causedBy(tooFar);
    }
  }

  /**
   * A point in time and months.
   *
   * @throws io.github.chromajdbc.error.ChromaException 22008 outside of the years 1 to 9999
   */
  public static @Nullable Long monthsAfterTime(@Nullable Long timestamp, @Nullable Integer months) {
    return timestamp == null || months == null
        ? null
        : time(DateTimeUtils.addMonths(timestamp.longValue(), months(months)));
  }

  /** More months than lie between any two dates would not fit into an int of days. */
  private static int months(int months) {
    if (months < -MOST_MONTHS || months > MOST_MONTHS) {
      throw ChromaError.DATETIME_OVERFLOW.exception();
    }
    return months;
  }

  private static long time(long timestamp) {
    day(Math.floorDiv(timestamp, DateTimeUtils.MILLIS_PER_DAY));
    return timestamp;
  }

  private static long day(long date) {
    if (date < FIRST_DAY || date > LAST_DAY) {
      throw ChromaError.DATETIME_OVERFLOW.exception();
    }
    return date;
  }
}
