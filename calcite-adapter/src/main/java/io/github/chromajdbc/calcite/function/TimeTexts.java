package io.github.chromajdbc.calcite.function;

import io.github.chromajdbc.error.ChromaError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.jspecify.annotations.Nullable;

/** Times as texts, where Calcite's own casts (1.42) lose something. Called by generated code. */
public final class TimeTexts {
  private static final Pattern TIME =
      Pattern.compile("\\s*(\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2})(?:\\.\\d*)?)?)?\\s*");

  private static final Pattern DATE_AND_TIME =
      Pattern.compile("\\s*(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2})(:\\d{2}(?:\\.\\d*)?)?\\s*");

  private static final int HOURS = 24;
  private static final int SIXTY = 60;
  private static final int MILLISECOND_DIGITS = 3;

  private TimeTexts() {}

  /**
   * The text, if it is a time of day: Calcite makes 01:00:00 of {@code 25:00:00}.
   *
   * @throws io.github.chromajdbc.error.ChromaException 22007 when it is none
   */
  public static @Nullable String timeOfDay(@Nullable String text) {
    if (text != null && !isTimeOfDay(text)) {
      throw ChromaError.INVALID_DATETIME.exception(
          "'"
              + text
              + "' is no time of day: write hours to 23, minutes and seconds to 59, as in"
              + " '23:59:59.5', or use TRY_CAST");
    }
    return text;
  }

  /** The text, or null if it is no time of day. */
  public static @Nullable String timeOfDayOrNull(@Nullable String text) {
    return text != null && isTimeOfDay(text) ? text : null;
  }

  /** A date and a time as Calcite reads them, of what ISO 8601 has, too: a T, and no seconds. */
  public static @Nullable String dateAndTime(@Nullable String text) {
    Matcher parts = text == null ? null : DATE_AND_TIME.matcher(text);
    if (parts == null || !parts.matches()) {
      return text;
    }
    String seconds = parts.group(3);
    return parts.group(1) + " " + parts.group(2) + (seconds == null ? ":00" : seconds);
  }

  /** The date, where a time follows it. */
  public static @Nullable String date(@Nullable String text) {
    Matcher parts = text == null ? null : DATE_AND_TIME.matcher(text);
    return parts != null && parts.matches() ? parts.group(1) : text;
  }

  /** Whether the text says hours, and perhaps minutes and seconds, of a day. */
  public static boolean isTimeOfDay(String text) {
    Matcher fields = TIME.matcher(text);
    return fields.matches()
        && isBelow(HOURS, fields.group(1))
        && isBelow(SIXTY, fields.group(2))
        && isBelow(SIXTY, fields.group(3));
  }

  private static boolean isBelow(int end, @Nullable String field) {
    return field == null || Integer.parseInt(field) < end;
  }

  /**
   * A point in time as text, with the fraction of its second, which Calcite drops.
   *
   * @param timestamp in milliseconds
   */
  public static @Nullable String ofTimestamp(@Nullable Long timestamp) {
    return timestamp == null
        ? null
        : withoutZeros(DateTimeUtils.unixTimestampToString(timestamp, MILLISECOND_DIGITS));
  }

  /**
   * A time of day as text, with the fraction of its second, which Calcite drops.
   *
   * @param time in milliseconds
   */
  public static @Nullable String ofTime(@Nullable Integer time) {
    return time == null
        ? null
        : withoutZeros(DateTimeUtils.unixTimeToString(time, MILLISECOND_DIGITS));
  }

  private static String withoutZeros(String text) {
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }
}
