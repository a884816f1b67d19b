package io.github.chromajdbc.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableWriterTest {
  private static final List<TableWriter.Column> COLUMNS =
      List.of(new TableWriter.Column("text", false), new TableWriter.Column("n", true));

  private static List<String> table(int limit, @Nullable String... cells) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TableWriter table =
        new TableWriter(COLUMNS, limit, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    for (int i = 0; i < cells.length; i += 2) {
      table.add(Arrays.asList(cells[i], cells[i + 1]));
    }
    table.end();
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void numbersStandAtTheRight() {
    assertThat(table(TableWriter.UNLIMITED, "über", "5", null, "123"))
        .containsExactly(
            "+------+-----+",
            "| text |   n |",
            "+------+-----+",
            "| über |   5 |",
            "| NULL | 123 |",
            "+------+-----+");
  }

  @Test
  void longValuesAreBrokenOnATerminalAndWholeElsewhere() {
    String text = "a text of quite some words";
    assertThat(table(30, text, "1"))
        .contains("| a text of quite some  | 1 |", "| words                 |   |")
        .allMatch(line -> line.length() <= 30);
    assertThat(table(TableWriter.UNLIMITED, text, "1")).contains("| " + text + " | 1 |");
  }

  @Test
  void wordsWithoutBlanksAreBrokenToo() {
    assertThat(table(20, "x".repeat(25), "1"))
        .contains("| xxxxxxxxxxxxx | 1 |", "| xxxxxxxxxxxx  |   |");
  }

  @Test
  void aTableWithoutRowsHasItsHeadings() {
    assertThat(table(TableWriter.UNLIMITED))
        .containsExactly("+------+---+", "| text | n |", "+------+---+", "+------+---+");
  }

  @Test
  void anEmptyTextStaysARow() {
    assertThat(table(TableWriter.UNLIMITED, "", "1")).contains("|      | 1 |");
  }

  @Test
  void rowsAfterTheFirstOnesPassThrough() {
    @Nullable String[] cells = new @Nullable String[1002];
    Arrays.fill(cells, "7");
    cells[1000] = "a longer text";
    assertThat(table(TableWriter.UNLIMITED, cells)).contains("| a longer text | 7 |").hasSize(505);
  }
}
