package io.github.chromajdbc.calcite.exec.generated;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of a source.
 *
 * @param first at most one more than were asked for
 * @param rest what reads on, when there was one more; null when these are all
 */
record ReadAhead(List<Object> first, @Nullable Enumerator<Object> rest) {

  /** Reads until it is known whether there are more than {@code most} rows. */
  static ReadAhead of(Enumerator<Object> rows, int most) {
    List<Object> first = new ArrayList<>();
    try {
      while (first.size() <= most && rows.moveNext()) {
        first.add(rows.current());
      }
    } catch (Throwable e) {
      rows.close();
      throw e;
    }
    if (first.size() > most) {
      return new ReadAhead(first, rows);
    }
    rows.close();
    return new ReadAhead(first, null);
  }

  /** All rows, once. */
  Enumerator<Object> rows() {
    return new ContinuedRows(first, rest);
  }
}
