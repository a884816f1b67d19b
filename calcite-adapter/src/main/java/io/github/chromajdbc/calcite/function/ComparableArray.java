package io.github.chromajdbc.calcite.function;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * An array that generated code can order: Calcite's (1.42) compares arrays where they are the only
 * column of an order, and takes them for {@link Comparable} where there are others.
 */
public abstract class ComparableArray extends AbstractList<@Nullable Object>
    implements Comparable<ComparableArray>, RandomAccess {

  /** An array of these elements, which nobody changes afterwards. */
  public static ComparableArray of(List<? extends @Nullable Object> elements) {
    return new OfList(elements);
  }

  /** An array of these elements, of equal ones the first. */
  public static ComparableArray ofDistinct(List<? extends @Nullable Object> elements) {
    return of(new ArrayList<@Nullable Object>(new LinkedHashSet<@Nullable Object>(elements)));
  }

  /** Element by element, NULLs high; an array that another begins with comes before it. */
  @Override
  public int compareTo(ComparableArray other) {
    return compareElements(this, other);
  }

  private static int compareElements(List<?> left, List<?> right) {
    int common = Math.min(left.size(), right.size());
    for (int i = 0; i < common; i++) {
      int order = compareNullsHigh(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static int compareNullsHigh(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left == null, right == null);
    }
    return compare(left, right);
  }

  /** Compares values of one type, numbers of any, without rounding. */
  @SuppressWarnings("unchecked") // values of one SQL type are of one class
  static int compare(Object left, Object right) {
    if (left instanceof List<?> leftList && right instanceof List<?> rightList) {
      return compareElements(leftList, rightList);
    }
    if (left instanceof Number leftNumber && right instanceof Number rightNumber) {
      return compareNumbers(leftNumber, rightNumber);
    }
    return ((Comparable<Object>) left).compareTo(right);
  }

  private static int compareNumbers(Number left, Number right) {
    return Double.isFinite(left.doubleValue()) && Double.isFinite(right.doubleValue())
        ? ExactNumbers.of(left).compareTo(ExactNumbers.of(right))
        : Double.compare(left.doubleValue(), right.doubleValue());
  }

  private static final class OfList extends ComparableArray {
    private final List<? extends @Nullable Object> elements;

    OfList(List<? extends @Nullable Object> elements) {
      this.elements = elements;
    }

    @Override
    public @Nullable Object get(int index) {
      return elements.get(index);
    }

    @Override
    public int size() {
      return elements.size();
    }
  }
}
