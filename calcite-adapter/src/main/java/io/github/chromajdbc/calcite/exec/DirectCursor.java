package io.github.chromajdbc.calcite.exec;

import io.github.chromajdbc.calcite.exec.row.Rows;
import io.github.chromajdbc.calcite.statement.RowCursor;
import io.github.chromajdbc.calcite.statement.TypeDescription;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a plan that is wholly Chroma's, straight from the pages. */
final class DirectCursor implements RowCursor {
  private final Rows rows;
  private final List<TypeDescription> types;
  private final int[] columns;

  /**
   * @param columns the column of the read for each column of the result
   */
  DirectCursor(Rows rows, List<TypeDescription> types, int[] columns) {
    this.rows = rows;
    this.types = types;
    this.columns = columns;
  }

  @Override
  public boolean next() {
    return rows.next();
  }

  @Override
  public boolean isNull(int column) {
    return rows.value(columns[column]) == null;
  }

  @Override
  public long getLong(int column) {
    return rows.value(columns[column]) instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public double getDouble(int column) {
    return rows.value(columns[column]) instanceof Number number ? number.doubleValue() : 0;
  }

  @Override
  public @Nullable Object getObject(int column) {
    Object value = rows.value(columns[column]);
    return types.get(column).jdbcType() == Types.TIMESTAMP
        ? CanonicalValues.of(value, types.get(column))
        : CanonicalValues.ofVector(value);
  }

  @Override
  public void close() {
    rows.close();
  }
}
