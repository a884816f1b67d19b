package io.github.chromajdbc.calcite.statement;

import org.jspecify.annotations.Nullable;

/**
 * Rows, one at a time. Columns are 0-based. Not thread-safe, except {@link #close}.
 *
 * <p>Every method may throw a {@link io.github.chromajdbc.error.ChromaException}.
 */
public interface RowCursor extends AutoCloseable {

  /** Moves to the next row; false when there is none. */
  boolean next();

  boolean isNull(int column);

  /** Of a BIGINT, INTEGER, SMALLINT or TINYINT column; 0 for NULL. */
  long getLong(int column);

  /** Of a DOUBLE, FLOAT or REAL column; 0 for NULL. */
  double getDouble(int column);

  /**
   * The value in the class of its type: String for character types, Long for BIGINT, Integer,
   * Short, Byte, Double for DOUBLE and FLOAT, Float for REAL, Boolean, BigDecimal for DECIMAL,
   * LocalDate, LocalTime, LocalDateTime, byte[] for binary types, float[] for a REAL ARRAY,
   * otherwise a List for an ARRAY or MULTISET, a List for a ROW, a Map for a MAP. Intervals are
   * Strings.
   */
  @Nullable Object getObject(int column);

  /**
   * How many rows a statement without columns changed, which is known once {@link
   * PreparedQuery#execute} has answered; 0 of a query.
   */
  default long updateCount() {
    return 0;
  }

  @Override
  void close();
}
