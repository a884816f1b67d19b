package io.github.chromajdbc.calcite.exec.generated;

import io.github.chromajdbc.calcite.exec.read.RowBounds;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.linq4j.tree.Types;
import org.jspecify.annotations.Nullable;

/**
 * Sorts rows. With a LIMIT it keeps OFFSET + LIMIT rows while the others stream by; Calcite's own
 * sort keeps them all.
 */
public final class SortedRows {
  /** {@link #first}. */
  public static final Method FIRST =
      Types.lookupMethod(
          SortedRows.class,
          "first",
          DataContext.class,
          Enumerable.class,
          Function1.class,
          Comparator.class,
          RowBounds.class,
          Object[].class,
          boolean.class);

  private SortedRows() {}

  /**
   * The first rows in an order; rows with equal keys come as they came in.
   *
   * @param operands of the bounds
   * @param skipping whether the rows of the offset are left out; a merge of such lists needs them
   */
  public static Enumerable<@Nullable Object> first(
      DataContext root,
      Enumerable<@Nullable Object> rows,
      Function1<@Nullable Object, @Nullable Object> key,
      @Nullable Comparator<@Nullable Object> keys,
      RowBounds bounds,
      @Nullable Object[] operands,
      boolean skipping) {
    RowOrder order = new RowOrder(key, keys);
    return lazily(
        () -> {
          List<RowOrder.Entry> sorted = sorted(rows, order, bounds.kept(operands));
          long offset = skipping ? bounds.offset(operands) : 0;
          return values(sorted.subList((int) Math.min(offset, sorted.size()), sorted.size()));
        });
  }

  private static List<RowOrder.Entry> sorted(
      Enumerable<@Nullable Object> rows, RowOrder order, long kept) {
    Comparator<RowOrder.Entry> entries = order.entries();
    PriorityQueue<RowOrder.Entry> last = new PriorityQueue<>(entries.reversed());
    if (kept > 0) {
      try (Enumerator<@Nullable Object> each = rows.enumerator()) {
        for (long place = 0; each.moveNext(); place++) {
          RowOrder.Entry entry = order.entry(each.current(), place);
          if (last.size() < kept) {
            last.add(entry);
          } else if (entries.compare(entry, last.element()) < 0) {
            last.poll();
            last.add(entry);
          }
        }
      }
    }
    List<RowOrder.Entry> sorted = new ArrayList<>(last);
    sorted.sort(entries);
    return sorted;
  }

  /**
   * One list of several that are in order; rows with equal keys come in the order of the lists.
   *
   * @param offset rows to skip
   * @param fetch most rows
   */
  static Iterator<@Nullable Object> merged(
      List<List<@Nullable Object>> lists, RowOrder order, long offset, long fetch) {
    Comparator<RowOrder.Entry> entries = order.entries();
    PriorityQueue<Head> heads =
        new PriorityQueue<>((left, right) -> entries.compare(left.entry, right.entry));
    for (int i = 0; i < lists.size(); i++) {
      Head head = new Head(lists.get(i).iterator(), i, order);
      if (head.moved()) {
        heads.add(head);
      }
    }
    Merge merge = new Merge(heads, fetch > Long.MAX_VALUE - offset ? fetch : offset + fetch);
    for (long i = 0; i < offset && merge.hasNext(); i++) {
      merge.next();
    }
    return merge;
  }

  private static Iterator<@Nullable Object> values(List<RowOrder.Entry> sorted) {
    Iterator<RowOrder.Entry> entries = sorted.iterator();
    return new Iterator<@Nullable Object>() {
      @Override
      public boolean hasNext() {
        return entries.hasNext();
      }

      @Override
      public @Nullable Object next() {
        return entries.next().row();
      }
    };
  }

  /** Rows that are computed when they are asked for. */
  static Enumerable<@Nullable Object> lazily(Supplier<Iterator<@Nullable Object>> rows) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<@Nullable Object> enumerator() {
        Iterator<@Nullable Object> made = rows.get();
        return Linq4j.iterableEnumerator(() -> made);
      }
    };
  }

  /** The next row of a list. */
  private static final class Head {
    private final Iterator<@Nullable Object> rows;
    private final int list;
    private final RowOrder order;
    private RowOrder.Entry entry = new RowOrder.Entry(null, null, 0);

    Head(Iterator<@Nullable Object> rows, int list, RowOrder order) {
      this.rows = rows;
      this.list = list;
      this.order = order;
    }

    boolean moved() {
      if (!rows.hasNext()) {
        return false;
      }
      entry = order.entry(rows.next(), list);
      return true;
    }
  }

  private static final class Merge implements Iterator<@Nullable Object> {
    private final PriorityQueue<Head> heads;
    private long remaining;

    Merge(PriorityQueue<Head> heads, long most) {
      this.heads = heads;
      this.remaining = most;
    }

    @Override
    public boolean hasNext() {
      return remaining > 0 && !heads.isEmpty();
    }

    @Override
    public @Nullable Object next() {
      Head head = heads.remove();
      Object row = head.entry.row();
      remaining--;
      if (head.moved()) {
        heads.add(head);
      }
      return row;
    }
  }
}
