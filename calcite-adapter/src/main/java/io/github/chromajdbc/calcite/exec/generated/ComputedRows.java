package io.github.chromajdbc.calcite.exec.generated;

import io.github.chromajdbc.client.Cancellation;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table whose rows the engine makes itself. Immutable, safe for many threads. */
public interface ComputedRows {

  /** Positions of the columns that, known beforehand, spare work. */
  List<Integer> keyColumns();

  /**
   * The rows, made as they are asked for; at least those with these values.
   *
   * @param keys the value of each key column, null where any is wanted
   * @return rows of two or more columns, in the classes that Calcite's runtime has for them
   */
  Iterator<@Nullable Object[]> rows(@Nullable Object[] keys, Cancellation cancellation);
}
