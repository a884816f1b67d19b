package io.github.chromajdbc.calcite.explain;

import io.github.chromajdbc.calcite.statement.RowCursor;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines as rows of one column. */
final class LineCursor implements RowCursor {
  private final Iterator<String> lines;
  private @Nullable String line;

  LineCursor(List<String> lines) {
    this.lines = lines.iterator();
  }

  @Override
  public boolean next() {
    line = lines.hasNext() ? lines.next() : null;
    return line != null;
  }

  @Override
  public boolean isNull(int column) {
    return line == null;
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
    return line;
  }

  @Override
  public void close() {}
}
