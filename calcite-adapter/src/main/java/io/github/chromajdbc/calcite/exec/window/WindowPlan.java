package io.github.chromajdbc.calcite.exec.window;

import java.util.List;

/**
 * What is computed beside the columns of the rows that come in.
 *
 * @param columns of a row that comes in
 * @param groups of calls that share a window
 */
public record WindowPlan(int columns, List<WindowGroup> groups) {
  int width() {
    return columns + groups.stream().mapToInt(group -> group.calls().size()).sum();
  }
}
