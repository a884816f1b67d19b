package io.github.chromajdbc.calcite.engine;

import io.github.chromajdbc.calcite.statement.RowCursor;
import org.jspecify.annotations.Nullable;

/**
 * A cursor whose errors are the driver's: rows are computed while it moves, elements of arrays that
 * are cast when they are asked for.
 */
final class EscapedErrorsCursor implements RowCursor {
  private final RowCursor inner;

  EscapedErrorsCursor(RowCursor inner) {
    this.inner = inner;
  }

  @Override
  public boolean next() {
    return EscapedErrors.translated(inner::next);
  }

  @Override
  public boolean isNull(int column) {
    return inner.isNull(column);
  }

  @Override
  public long getLong(int column) {
    return inner.getLong(column);
  }

  @Override
  public double getDouble(int column) {
    return inner.getDouble(column);
  }

  @Override
  public @Nullable Object getObject(int column) {
    return EscapedErrors.translated(() -> inner.getObject(column));
  }

  @Override
  public void close() {
    inner.close();
  }
}
