package io.github.chromajdbc.result;

import io.github.chromajdbc.calcite.statement.RowCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in memory, and the one that is current: 0 before the first, size + 1 after the last. */
final class ScrollCursor implements RowCursor {
  private final List<? extends List<? extends @Nullable Object>> rows;
  private int position;

  ScrollCursor(List<? extends List<? extends @Nullable Object>> rows) {
    this.rows = rows;
  }

  int size() {
    return rows.size();
  }

  int position() {
    return position;
  }

  boolean isOnRow() {
    return position >= 1 && position <= rows.size();
  }

  /** Moves; a place outside is the one before the first or the one after the last. */
  boolean moveTo(long wanted) {
    position = (int) Math.max(0, Math.min(wanted, rows.size() + 1L));
    return isOnRow();
  }

  @Override
  public boolean next() {
    return moveTo(position + 1L);
  }

  @Override
  public boolean isNull(int column) {
    return getObject(column) == null;
  }

  @Override
  public long getLong(int column) {
    return getObject(column) instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public double getDouble(int column) {
    return getObject(column) instanceof Number number ? number.doubleValue() : 0;
  }

  @Override
  public @Nullable Object getObject(int column) {
    return rows.get(position - 1).get(column);
  }

  @Override
  public void close() {}
}
