package io.github.chromajdbc.calcite.exec.row;

import io.github.chromajdbc.calcite.exec.page.PageSource;
import io.github.chromajdbc.calcite.exec.page.PageSource.Page;
import io.github.chromajdbc.client.RecordPage;
import org.jspecify.annotations.Nullable;

/** Rows of pages, one at a time, with an offset and a limit. */
public final class RowSource implements Rows {
  private final PageSource pages;
  private final RowReader reader;
  private long toSkip;
  private long remaining;
  private @Nullable Page page;
  private int row;

  public RowSource(PageSource pages, RowReader reader, long offset, long limit) {
    this.pages = pages;
    this.reader = reader;
    this.toSkip = offset;
    this.remaining = limit;
  }

  @Override
  public boolean next() {
    while (remaining > 0) {
      row++;
      if (page == null || row >= page.records().size()) {
        page = pages.next();
        row = 0;
        if (page == null) {
          remaining = 0;
          return false;
        }
      }
      if (toSkip > 0) {
        toSkip--;
        continue;
      }
      remaining--;
      return true;
    }
    page = null;
    return false;
  }

  @Override
  public @Nullable Object value(int column) {
    Page current = current();
    return reader.value(current.records(), row, column, current.queryIndex());
  }

  @Override
  public @Nullable Object row() {
    return reader.columnCount() == 1 ? value(0) : values();
  }

  /** The same rows, once the first page of them has come. */
  public RowSource withFirstPage() {
    if (remaining > 0 && page == null) {
      page = pages.next();
      row = -1;
      if (page == null) {
        remaining = 0;
      }
    }
    return this;
  }

  /** Moves to the next row of the page that is there; false when it has no further. */
  public boolean nextInPage() {
    Page there = page;
    if (remaining <= 0 || there == null || row + 1 >= there.records().size()) {
      return false;
    }
    row++;
    remaining--;
    return true;
  }

  /** Moves to the next page, before its first row; false when there is none. */
  public boolean nextPage() {
    page = remaining > 0 ? pages.next() : null;
    row = -1;
    return page != null;
  }

  /** Whether it is known that no page comes after the one that is there. */
  public boolean isLastPage() {
    Page there = page;
    return pages.ended() || there == null || there.records().size() - row - 1 >= remaining;
  }

  /** The greatest distance among the rows of the same query. */
  public double farthest() {
    double[] distances = current().records().distances();
    if (distances == null) {
      throw new IllegalStateException("A search has distances");
    }
    return distances[distances.length - 1];
  }

  /** The id of the current record. */
  public String id() {
    return current().records().ids()[row];
  }

  /** The distance of the current record, in a search. */
  public double distance() {
    double[] distances = current().records().distances();
    if (distances == null) {
      throw new IllegalStateException("A search has distances");
    }
    return distances[row];
  }

  /** The position of the query that the current record answers, 0-based. */
  public int queryIndex() {
    return current().queryIndex();
  }

  private @Nullable Object[] values() {
    Page current = current();
    RecordPage records = current.records();
    @Nullable Object[] values = new Object[reader.columnCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = reader.value(records, row, i, current.queryIndex());
    }
    return values;
  }

  private Page current() {
    if (page == null) {
      throw new IllegalStateException("No current row");
    }
    return page;
  }

  @Override
  public void close() {
    remaining = 0;
    page = null;
    pages.close();
  }
}
