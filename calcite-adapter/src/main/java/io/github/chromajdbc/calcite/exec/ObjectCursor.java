package io.github.chromajdbc.calcite.exec;

import io.github.chromajdbc.calcite.statement.RowCursor;
import io.github.chromajdbc.calcite.statement.TypeDescription;
import io.github.chromajdbc.client.Cancellation;
import java.util.List;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** The rows that generated code computes. */
final class ObjectCursor implements RowCursor {
  private final Enumerator<?> rows;
  private final List<TypeDescription> types;
  private final int[] columns;
  private final boolean scalar;
  private final Cancellation cancellation;
  private long remaining;
  private @Nullable Object row;

  /**
   * @param columns the column of the plan for each column of the result
   * @param scalar whether a row of the plan is its only value, not an array
   * @param maxRows most rows; 0 for all
   */
  ObjectCursor(
      Enumerator<?> rows,
      List<TypeDescription> types,
      int[] columns,
      boolean scalar,
      Cancellation cancellation,
      long maxRows) {
    this.rows = rows;
    this.types = types;
    this.columns = columns;
    this.scalar = scalar;
    this.cancellation = cancellation;
    this.remaining = maxRows == 0 ? Long.MAX_VALUE : maxRows;
  }

  @Override
  public boolean next() {
    cancellation.throwIfCancelled();
    if (remaining <= 0) {
      return false;
    }
    remaining--;
    boolean moved = rows.moveNext();
    // Generated code computes the row each time it is asked for it.
    row = moved ? rows.current() : null;
    return moved;
  }

  private @Nullable Object raw(int column) {
    if (scalar || row == null) {
      return row;
    }
    return row instanceof List<?> values // of UNNEST, whatever format was asked for
        ? values.get(columns[column])
        : ((Object[]) row)[columns[column]];
  }

  @Override
  public boolean isNull(int column) {
    return raw(column) == null;
  }

  @Override
  public long getLong(int column) {
    return raw(column) instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public double getDouble(int column) {
    return raw(column) instanceof Number number ? number.doubleValue() : 0;
  }

  @Override
  public @Nullable Object getObject(int column) {
    return CanonicalValues.of(raw(column), types.get(column));
  }

  @Override
  public void close() {
    rows.close();
  }
}
