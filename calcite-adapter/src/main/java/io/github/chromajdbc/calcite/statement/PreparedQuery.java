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
   * Runs the statement.
   *
   * @param parameters one for each {@code ?}, in the classes that {@link RowCursor#getObject} names
   */
  RowCursor execute(List<? extends @Nullable Object> parameters, Execution execution);
}
