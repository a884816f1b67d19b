package io.github.chromajdbc.calcite.exec.generated;

import io.github.chromajdbc.calcite.exec.window.WindowPlan;
import io.github.chromajdbc.calcite.exec.window.WindowRows;
import java.lang.reflect.Method;
import java.util.Collections;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.tree.Types;
import org.jspecify.annotations.Nullable;

/** Window functions that Calcite's generated code does not compute as SQL has them. */
public final class WindowedRows {
  /** {@link #of}. */
  public static final Method OF =
      Types.lookupMethod(
          WindowedRows.class, "of", DataContext.class, Enumerable.class, WindowPlan.class);

  private WindowedRows() {}

  /** The rows, with the values of the plan's calls behind their own. */
  public static Enumerable<@Nullable Object> of(
      DataContext root, Enumerable<@Nullable Object[]> rows, WindowPlan plan) {
    return SortedRows.lazily(
        () ->
            Collections.<@Nullable Object>unmodifiableList(
                    WindowRows.of(
                        plan, rows, ((ChromaDataContext) root).readContext().cancellation()))
                .iterator());
  }
}
