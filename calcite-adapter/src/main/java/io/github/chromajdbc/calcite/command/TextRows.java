package io.github.chromajdbc.calcite.command;

import io.github.chromajdbc.calcite.statement.RowCursor;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of texts that are in memory. */
final class TextRows implements RowCursor {
  private final Iterator<List<@Nullable String>> rows;
  private @Nullable List<@Nullable String> row;

  TextRows(List<List<@Nullable String>> rows) {
    this.rows = rows.iterator();
  }

  @Override
  public boolean next() {
    row = rows.hasNext() ? rows.next() : null;
    return row != null;
  }

  @Override
  public boolean isNull(int column) {
    return getObject(column) == null;
  }

  @Override
  public long getLong(int column) {
    return 0;
  }

  @Override
  public double getDouble(int column) {
    return 0;
  }

  @Override
  public @Nullable Object getObject(int column) {
    return row == null ? null : row.get(column);
  }

  @Override
  public void close() {}
}
