package io.github.chromajdbc.calcite.statement;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are known already. */
public final class RowsInMemory implements RowCursor {
  private final Iterator<? extends List<? extends @Nullable Object>> rows;
  private List<? extends @Nullable Object> current = List.of();

  /** Each row's values are in the classes that {@link #getObject} names. */
  public RowsInMemory(List<? extends List<? extends @Nullable Object>> rows) {
    this.rows = rows.iterator();
  }

  @Override
  public boolean next() {
    if (!rows.hasNext()) {
      return false;
    }
    current = rows.next();
    return true;
  }

  @Override
  public boolean isNull(int column) {
    return current.get(column) == null;
  }

  @Override
  public long getLong(int column) {
    return current.get(column) instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public double getDouble(int column) {
    return current.get(column) instanceof Number number ? number.doubleValue() : 0;
  }

  @Override
  public @Nullable Object getObject(int column) {
    return current.get(column);
  }

  @Override
  public void close() {}
}
