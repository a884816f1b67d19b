package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.calcite.catalog.ColumnType;
import io.github.chromajdbc.client.RecordFilter.Compare;
import io.github.chromajdbc.client.RecordFilter.Operator;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * Bounds on stored times that no record which SQL wants is beyond.
 *
 * <p>Two traps make them wider than they look. A stored time is rounded to a millisecond before it
 * is compared. And a local time may be two moments, or none, where clocks change: the bound is the
 * earliest or the latest moment that any offset near it makes of it.
 */
final class TimeFilters {
  /** More than clocks were ever changed by at once. */
  private static final Duration NEAR = Duration.ofDays(2);

  private static final long ROUNDING_MILLIS = 1;

  private TimeFilters() {}

  /**
   * The bound.
   *
   * @param operator GREATER_OR_EQUAL or LESS_OR_EQUAL
   * @param localMillis since 1970, of the zone's own clock
   */
  static Compare bound(
      String key, ColumnType stored, Operator operator, long localMillis, ZoneId zone) {
    boolean lower = operator == Operator.GREATER_OR_EQUAL;
    long millis =
        lower
            ? localMillis - extremeOffset(localMillis, zone, true) - ROUNDING_MILLIS
            : localMillis - extremeOffset(localMillis, zone, false) + ROUNDING_MILLIS;
    long bound =
        stored == ColumnType.EPOCH_MILLIS
            ? millis
            : lower ? Math.floorDiv(millis, 1000L) : -Math.floorDiv(-millis, 1000L);
    return new Compare(key, operator, bound);
  }

  /** The greatest or least offset near a local time, in milliseconds. */
  private static long extremeOffset(long localMillis, ZoneId zone, boolean greatest) {
    ZoneRules rules = zone.getRules();
    Instant near = Instant.ofEpochMilli(localMillis);
    LocalDateTime local = LocalDateTime.ofInstant(near, ZoneOffset.UTC);
    List<ZoneOffset> offsets = new ArrayList<>(rules.getValidOffsets(local));
    offsets.add(rules.getOffset(near.minus(NEAR)));
    offsets.add(rules.getOffset(near));
    offsets.add(rules.getOffset(near.plus(NEAR)));
    var seconds = offsets.stream().mapToInt(ZoneOffset::getTotalSeconds);
    return 1000L * (greatest ? seconds.max() : seconds.min()).orElseThrow();
  }
}
