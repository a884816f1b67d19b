package io.github.chromajdbc.calcite.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that has been parsed, validated and planned. Immutable, safe for many threads. */
public interface PreparedQuery {

  /** The columns of the result; empty when the statement answers none. */
  List<ColumnDescription> columns();

  /** The parameters in the order of their {@code ?} in the text. */
  List<ParameterDescription> parameters();

  /**
   * The statement planned for these values, where their types are others than it expects: {@code n
   * + ?} is a DOUBLE for 1.5, though a BIGINT was expected. Its columns are those of the rows.
   */
  default PreparedQuery fitting(List<? extends @Nullable Object> parameters, Execution execution) {
    return this;
  }

  /**
   * Runs the statement.
   *
   * @param parameters one for each {@code ?}, in the classes that {@link RowCursor#getObject} names
   */
  RowCursor execute(List<? extends @Nullable Object> parameters, Execution execution);
}
