package io.github.chromajdbc.result;

import io.github.chromajdbc.calcite.statement.RowCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of a cursor, kept in memory so that a result set can go back to them.
 *
 * @param rows in their order
 * @param isComplete whether the cursor has no more
 */
public record ScrollBuffer(List<List<@Nullable Object>> rows, boolean isComplete) {

  /**
   * Reads a cursor. What is read all is closed.
   *
   * @param width number of columns
   * @param most rows to keep
   */
  public static ScrollBuffer read(RowCursor cursor, int width, int most) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    while (rows.size() < most && cursor.next()) {
      @Nullable Object[] row = new Object[width];
      for (int column = 0; column < width; column++) {
        row[column] = cursor.getObject(column);
      }
      rows.add(Arrays.asList(row));
    }
    // One that is full may have more: another row would be lost if it were asked for one.
    boolean isComplete = rows.size() < most;
    if (isComplete) {
      cursor.close();
    }
    return new ScrollBuffer(rows, isComplete);
  }

  /** These rows, then those that the cursor has left. */
  public RowCursor followedBy(RowCursor rest) {
    return new Continued(rows.iterator(), rest);
  }

  private static final class Continued implements RowCursor {
    private final Iterator<List<@Nullable Object>> first;
    private final RowCursor rest;
    private @Nullable List<@Nullable Object> row;

    Continued(Iterator<List<@Nullable Object>> first, RowCursor rest) {
      this.first = first;
      this.rest = rest;
    }

    @Override
    public boolean next() {
      row = first.hasNext() ? first.next() : null;
      return row != null || rest.next();
    }

    @Override
    public boolean isNull(int column) {
      return row == null ? rest.isNull(column) : row.get(column) == null;
    }

    @Override
    public long getLong(int column) {
      if (row == null) {
        return rest.getLong(column);
      }
      return row.get(column) instanceof Number number ? number.longValue() : 0;
    }

    @Override
    public double getDouble(int column) {
      if (row == null) {
        return rest.getDouble(column);
      }
      return row.get(column) instanceof Number number ? number.doubleValue() : 0;
    }

    @Override
    public @Nullable Object getObject(int column) {
      return row == null ? rest.getObject(column) : row.get(column);
    }

    @Override
    public void close() {
      rest.close();
    }
  }
}
