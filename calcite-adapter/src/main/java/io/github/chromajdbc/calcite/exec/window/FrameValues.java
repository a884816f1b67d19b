package io.github.chromajdbc.calcite.exec.window;

import io.github.chromajdbc.error.ChromaError;
import org.jspecify.annotations.Nullable;

/** Computes a call for each row of a partition, one after the other. */
final class FrameValues {
  private final Partition partition;
  private final WindowCall call;
  private FrameTotal total;
  private int start;
  private int end;

  FrameValues(Partition partition, WindowCall call) {
    this.partition = partition;
    this.call = call;
    this.total = new FrameTotal(call);
  }

  @Nullable Object at(int position) {
    Object value =
        call.function().isAggregate() ? aggregate(position) : ofPosition(call.function(), position);
    return value == null ? null : Numbers.as(call.result(), value);
  }

  private @Nullable Object ofPosition(WindowFunction function, int position) {
    int size = partition.size();
    return switch (function) {
      case ROW_NUMBER -> position + 1L;
      case RANK -> partition.firstPeer(position) + 1L;
      case DENSE_RANK -> partition.peersBefore(position) + 1L;
      case PERCENT_RANK -> size == 1 ? 0.0 : partition.firstPeer(position) / (size - 1.0);
      case CUME_DIST -> (partition.lastPeer(position) + 1) / (double) size;
      case NTILE -> tile(position, size, wholeNumber(position, 0));
      case LAG -> away(position, -1);
      case LEAD -> away(position, 1);
      case FIRST_VALUE -> nth(position, 1, 1);
      case LAST_VALUE -> nth(position, 1, -1);
      default -> nth(position, wholeNumber(position, 1), 1);
    };
  }

  /** The larger tiles come first. */
  private static long tile(int position, int size, long tiles) {
    long small = size / tiles;
    long larger = size % tiles;
    long inLarger = larger * (small + 1);
    return position < inLarger
        ? position / (small + 1) + 1
        : larger + (position - inLarger) / small + 1;
  }

  private long wholeNumber(int position, int operand) {
    Object value = call.operands().get(operand).of(partition.row(position));
    if (value == null || ((Number) value).longValue() < 1) {
      throw ChromaError.DATA_EXCEPTION.exception(
          call.function() + " takes whole numbers from 1 on");
    }
    return ((Number) value).longValue();
  }

  private @Nullable Object away(int position, int step) {
    Object distance =
        call.operands().size() > 1 ? call.operands().get(1).of(partition.row(position)) : 1L;
    if (distance == null) {
      return null;
    }
    long left = ((Number) distance).longValue() * step;
    long direction = Long.signum(left);
    long other = call.ignoresNulls() ? position : position + left;
    if (call.ignoresNulls()) {
      for (long found = 0; found < Math.abs(left) && isIn(other); ) {
        other += direction;
        if (isIn(other) && operand(other) != null) {
          found++;
        }
      }
    }
    if (isIn(other)) {
      return operand(other);
    }
    return call.operands().size() > 2 ? call.operands().get(2).of(partition.row(position)) : null;
  }

  private boolean isIn(long position) {
    return position >= 0 && position < partition.size();
  }

  private @Nullable Object operand(long position) {
    return call.operands().get(0).of(partition.row((int) position));
  }

  /**
   * @param wanted how manieth of the frame, 1-based
   * @param step 1 from its start, -1 from its end
   */
  private @Nullable Object nth(int position, long wanted, int step) {
    int first = partition.start(position);
    int behind = partition.end(position);
    long found = 0;
    for (int i = step > 0 ? first : behind - 1; i >= first && i < behind; i += step) {
      if (partition.excludes(position, i)) {
        continue;
      }
      Object value = operand(i);
      if (!(call.ignoresNulls() && value == null) && ++found == wanted) {
        return value;
      }
    }
    return null;
  }

  private @Nullable Object aggregate(int position) {
    int first = partition.start(position);
    int behind = Math.max(first, partition.end(position));
    if (partition.excludes() || first != start || behind < end) {
      total = new FrameTotal(call);
      start = first;
      end = first;
    }
    for (; end < behind; end++) {
      if (!partition.excludes(position, end)) {
        total.add(partition.row(end));
      }
    }
    return total.value(partition.row(position));
  }
}
