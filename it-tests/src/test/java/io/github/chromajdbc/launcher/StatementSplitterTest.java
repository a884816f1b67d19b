package io.github.chromajdbc.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementSplitterTest {
  @Test
  void cutsAtSemicolonsAndLeavesOutWhatIsEmpty() {
    assertThat(StatementSplitter.split("SELECT 1;\n ; SELECT 2 ;; -- the end\n"))
        .containsExactly("SELECT 1", "SELECT 2");
  }

  @Test
  void aSemicolonInAStringNameOrCommentCutsNothing() {
    for (String statement :
        List.of(
            "SELECT 'a;''b;'",
            "SELECT 1 AS \"a;b\"",
            "SELECT 1 -- a; b\n + 2",
            "SELECT /* a;\n b; */ 1",
            "SELECT 'open; to the end",
            "SELECT 1 /* open; to the end")) {
      assertThat(StatementSplitter.split(statement)).containsExactly(statement);
    }
  }
}
