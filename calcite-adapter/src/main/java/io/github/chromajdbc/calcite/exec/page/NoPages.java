package io.github.chromajdbc.calcite.exec.page;

import org.jspecify.annotations.Nullable;

/** No rows, and no request. */
public final class NoPages implements PageSource {
  @Override
  public @Nullable Page next() {
    return null;
  }

  @Override
  public void close() {}
}
