package io.github.chromajdbc.calcite.exec.row;

import org.jspecify.annotations.Nullable;

/** Rows, one at a time. Used by one thread, except {@link #close}. */
public interface Rows extends AutoCloseable {

  /** Moves to the next row; false when there is none. */
  boolean next();

  /** The value of a column, 0-based. */
  @Nullable Object value(int column);

  /** The row as Calcite's runtime has it: the value of an only column, else an array. */
  @Nullable Object row();

  @Override
  void close();
}
