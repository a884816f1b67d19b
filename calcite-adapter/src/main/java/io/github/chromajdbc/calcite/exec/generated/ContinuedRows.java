package io.github.chromajdbc.calcite.exec.generated;

import java.util.List;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** Rows that were read, then those that were not. */
final class ContinuedRows implements Enumerator<Object> {
  private final List<Object> first;
  private final @Nullable Enumerator<Object> rest;
  private int position = -1;

  ContinuedRows(List<Object> first, @Nullable Enumerator<Object> rest) {
    this.first = first;
    this.rest = rest;
  }

  @Override
  public Object current() {
    if (position < first.size()) {
      return first.get(position);
    }
    if (rest == null) {
      throw new IllegalStateException("There is no row");
    }
    return rest.current();
  }

  @Override
  public boolean moveNext() {
    if (position < first.size()) {
      position++;
    }
    return position < first.size() || (rest != null && rest.moveNext());
  }

  @Override
  public void reset() {
    throw new UnsupportedOperationException("Rows are read once");
  }

  @Override
  public void close() {
    if (rest != null) {
      rest.close();
    }
  }
}
