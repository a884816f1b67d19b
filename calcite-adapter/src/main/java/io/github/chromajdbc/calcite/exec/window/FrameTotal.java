package io.github.chromajdbc.calcite.exec.window;

import io.github.chromajdbc.calcite.function.ComparableArray;
import io.github.chromajdbc.calcite.function.PairStatistics;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Adds up rows. Those in which an operand is NULL do not count, as SQL has it; an array has them.
 */
final class FrameTotal {
  private final WindowCall call;
  private final Set<List<@Nullable Object>> seen = new HashSet<>();
  private final List<@Nullable Object> values = new ArrayList<>();
  private final PairStatistics pairs = new PairStatistics();
  private long count;
  private @Nullable Object total;

  FrameTotal(WindowCall call) {
    this.call = call;
  }

  void add(@Nullable Object[] row) {
    List<@Nullable Object> operands = new ArrayList<>();
    call.operands().forEach(operand -> operands.add(operand.of(row)));
    boolean keepsNulls = call.function() == WindowFunction.ARRAY_AGG && !call.ignoresNulls();
    if ((operands.contains(null) && !keepsNulls) || (call.distinct() && !seen.add(operands))) {
      return;
    }
    count++;
    switch (call.function()) {
      case COUNT -> {}
      case STATISTIC ->
          pairs.add(number(operands.get(0)), number(operands.get(operands.size() - 1)));
      case ARRAY_AGG -> values.add(operands.get(0));
      default -> add(Objects.requireNonNull(operands.get(0)));
    }
  }

  private static Number number(@Nullable Object value) {
    return (Number) Objects.requireNonNull(value);
  }

  private void add(Object value) {
    switch (call.function()) {
      case SUM, SUM0 -> total = total == null ? numeric(value) : sum(total, numeric(value));
      case MIN -> total = total == null || compare(value, total) < 0 ? value : total;
      case MAX -> total = total == null || compare(value, total) > 0 ? value : total;
      case ANY_VALUE -> total = total == null ? value : total;
      case FUSION -> values.addAll((List<?>) value);
      default -> values.add(value);
    }
  }

  private Object numeric(Object value) {
    return Numbers.as(call.result(), value);
  }

  private static Object sum(Object left, Object right) {
    if (left instanceof Double a && right instanceof Double b) {
      return a + b;
    }
    if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
      return a.add(b);
    }
    if (left instanceof Integer a && right instanceof Integer b) {
      return Math.addExact(a, b);
    }
    return Math.addExact((Long) left, (Long) right);
  }

  @SuppressWarnings("unchecked") // What has a least value is comparable with its like.
  private static int compare(Object left, Object right) {
    return ((Comparable<Object>) left).compareTo(right);
  }

  /** Of all rows so far. */
  @Nullable Object value(@Nullable Object[] current) {
    return switch (call.function()) {
      case COUNT -> Numbers.as(call.result(), count);
      case SUM0 -> total == null ? Numbers.as(call.result(), 0L) : total;
      case ARRAY_AGG -> values.isEmpty() ? null : array();
      case COLLECT, FUSION -> array();
      case STATISTIC -> pairs.value(Objects.requireNonNull(call.statistic()));
      case LISTAGG -> values.isEmpty() ? null : joined(current);
      default -> total;
    };
  }

  private Object array() {
    return ComparableArray.of(new ArrayList<>(values));
  }

  private String joined(@Nullable Object[] current) {
    Object separator =
        call.operands().size() > 1
            ? Objects.requireNonNull(call.operands().get(1).of(current))
            : ",";
    StringJoiner text = new StringJoiner(separator.toString());
    values.forEach(value -> text.add(String.valueOf(value)));
    return text.toString();
  }
}
