package io.github.chromajdbc.calcite.command;

import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.calcite.statement.Execution;
import io.github.chromajdbc.calcite.statement.ParameterDescription;
import io.github.chromajdbc.calcite.statement.PreparedQuery;
import io.github.chromajdbc.calcite.statement.RowCursor;
import io.github.chromajdbc.calcite.statement.RowsInMemory;
import io.github.chromajdbc.calcite.statement.TypeDescription;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A statement without a plan: text columns, or none, and what makes the rows when it runs.
 *
 * @param rows called with each execution; a row has a value for each column, or null for NULL
 */
record Command(
    List<ColumnDescription> columns, Function<Execution, List<List<@Nullable String>>> rows)
    implements PreparedQuery {

  Command {
    columns = List.copyOf(columns);
  }

  /** A statement that answers rows. */
  static Command answering(
      Function<Execution, List<List<@Nullable String>>> rows, String... columns) {
    return new Command(Arrays.stream(columns).map(Command::column).toList(), rows);
  }

  /** A statement that changes something and answers no rows. */
  static Command doing(java.util.function.Consumer<Execution> work) {
    return new Command(
        List.of(),
        execution -> {
          work.accept(execution);
          return List.of();
        });
  }

  private static ColumnDescription column(String name) {
    return new ColumnDescription(
        name,
        name,
        null,
        null,
        null,
        new TypeDescription(Types.VARCHAR, "VARCHAR", 0, 0, true, null));
  }

  @Override
  public List<ParameterDescription> parameters() {
    return List.of();
  }

  @Override
  public RowCursor execute(List<? extends @Nullable Object> parameters, Execution execution) {
    return new RowsInMemory(rows.apply(execution));
  }
}
