package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.client.RecordFilter.Compare;
import io.github.chromajdbc.client.RecordFilter.Operator;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of {@code key IN (numbers)}, in as few lists of Chroma's as there can be: SQLite takes a
 * filter of less than 1,000 parts.
 *
 * <p>Trap: Chroma truncates a fraction for the int values, so {@code $in [1.5]} also finds int 1.
 * The whole numbers next to the fractions are taken out again by one more list. No fraction is
 * equal to any of them, so that is exact however the server rounds.
 */
final class NumberList {
  private final boolean wholeNumbers;
  private final List<Object> exact = new ArrayList<>();
  private final List<Object> fractions = new ArrayList<>();
  private final List<Object> neighbours = new ArrayList<>();
  private final List<Number> roundedTo = new ArrayList<>();

  /**
   * @param wholeNumbers whether the key has whole numbers only
   */
  NumberList(boolean wholeNumbers) {
    this.wholeNumbers = wholeNumbers;
  }

  void add(Number number) {
    double value = number.doubleValue();
    if (!wholeNumbers && Double.isFinite(value) && value != Math.rint(value)) {
      fractions.add(value);
      neighbours.add((long) Math.floor(value));
      neighbours.add((long) Math.ceil(value));
      return;
    }
    Bound equal =
        wholeNumbers
            ? NumberFilters.wholeNumber("", Operator.EQUAL, number, false)
            : NumberFilters.number("", Operator.EQUAL, number);
    if (equal.filter() instanceof Compare compare) {
      exact.add(compare.value());
    } else if (equal.filter() != null) {
      roundedTo.add(number);
    }
    // Else no number that Chroma can hold is equal to it.
  }

  Bound oneOf(String key) {
    List<Bound> parts = new ArrayList<>(ValueLists.members(key, false, exact));
    if (!fractions.isEmpty()) {
      List<Bound> both = new ArrayList<>();
      both.add(Bound.or(ValueLists.members(key, false, fractions)));
      both.addAll(ValueLists.members(key, true, neighbours));
      parts.add(Bound.and(both));
    }
    roundedTo.forEach(number -> parts.add(NumberFilters.number(key, Operator.EQUAL, number)));
    return Bound.or(parts);
  }

  Bound noneOf(String key) {
    List<Bound> parts = new ArrayList<>(ValueLists.members(key, true, exact));
    if (!fractions.isEmpty()) {
      List<Bound> either = new ArrayList<>();
      either.add(Bound.and(ValueLists.members(key, true, fractions)));
      either.addAll(ValueLists.members(key, false, neighbours));
      parts.add(Bound.or(either));
    }
    roundedTo.forEach(number -> parts.add(NumberFilters.number(key, Operator.NOT_EQUAL, number)));
    parts.add(Bound.of(NumberFilters.present(key)));
    return Bound.and(parts);
  }
}
