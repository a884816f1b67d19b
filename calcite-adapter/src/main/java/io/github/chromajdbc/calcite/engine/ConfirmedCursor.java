package io.github.chromajdbc.calcite.engine;

import io.github.chromajdbc.calcite.statement.RowCursor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A cursor that looks for another one, once, when it turns out to have no rows. */
final class ConfirmedCursor implements RowCursor {
  private final Supplier<@Nullable RowCursor> whenEmpty;
  private RowCursor current;
  private boolean confirmed;

  /**
   * @param whenEmpty the rows to give instead of none; null when none is right
   */
  ConfirmedCursor(RowCursor rows, Supplier<@Nullable RowCursor> whenEmpty) {
    this.current = rows;
    this.whenEmpty = whenEmpty;
  }

  @Override
  public boolean next() {
    boolean found = current.next();
    if (confirmed) {
      return found;
    }
    confirmed = true;
    if (found) {
      return true;
    }
    RowCursor other = whenEmpty.get();
    if (other == null) {
      return false;
    }
    current.close();
    current = other;
    return current.next();
  }

  @Override
  public boolean isNull(int column) {
    return current.isNull(column);
  }

  @Override
  public long getLong(int column) {
    return current.getLong(column);
  }

  @Override
  public double getDouble(int column) {
    return current.getDouble(column);
  }

  @Override
  public @Nullable Object getObject(int column) {
    return current.getObject(column);
  }

  @Override
  public void close() {
    current.close();
  }
}
