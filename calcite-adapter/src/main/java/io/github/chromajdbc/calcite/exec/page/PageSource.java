package io.github.chromajdbc.calcite.exec.page;

import io.github.chromajdbc.client.RecordPage;
import org.jspecify.annotations.Nullable;

/** Pages of records, one after the other. Used by one thread. */
public interface PageSource extends AutoCloseable {

  /** A page that has rows. */
  record Page(RecordPage records, int queryIndex) {}

  /** The next page that has rows, or null at the end. */
  @Nullable Page next();

  /** Whether it is known that there is no further page. */
  default boolean ended() {
    return false;
  }

  /** Aborts what is under way. */
  @Override
  void close();
}
