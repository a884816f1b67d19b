package io.github.chromajdbc.calcite.exec.generated;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.linq4j.tree.Types;
import org.jspecify.annotations.Nullable;

/** What UNNEST makes of rows of arrays. */
public final class UnnestedRows {
  /** {@link #of}. */
  public static final Method OF =
      Types.lookupMethod(UnnestedRows.class, "of", Enumerable.class, boolean.class);

  private UnnestedRows() {}

  /**
   * The elements of each row's arrays side by side, as many rows as the longest has elements, NULLs
   * in those of the others. An array that is NULL has none.
   *
   * @param numbered whether positions stand behind the elements, 1-based
   */
  public static Enumerable<@Nullable Object[]> of(
      Enumerable<@Nullable Object[]> rows, boolean numbered) {
    return rows.selectMany(arrays -> Linq4j.asEnumerable(elements(arrays, numbered)));
  }

  private static List<@Nullable Object[]> elements(@Nullable Object[] arrays, boolean numbered) {
    int longest = 0;
    for (Object array : arrays) {
      longest = Math.max(longest, size(array));
    }
    List<@Nullable Object[]> rows = new ArrayList<>(longest);
    for (int position = 0; position < longest; position++) {
      @Nullable Object[] row = new @Nullable Object[arrays.length + (numbered ? 1 : 0)];
      for (int i = 0; i < arrays.length; i++) {
        row[i] = position < size(arrays[i]) ? list(arrays[i]).get(position) : null;
      }
      if (numbered) {
        row[arrays.length] = position + 1;
      }
      rows.add(row);
    }
    return rows;
  }

  private static int size(@Nullable Object array) {
    return list(array).size();
  }

  private static List<?> list(@Nullable Object array) {
    return array == null ? List.of() : (List<?>) array;
  }
}
