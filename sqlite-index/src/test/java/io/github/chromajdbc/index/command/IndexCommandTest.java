package io.github.chromajdbc.index.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.index.testing.ChromaFileBuilder.Schema;
import io.github.chromajdbc.index.testing.SampleFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void makeFile() {
    SampleFiles.twoCollections(folder, Schema.TODAY);
  }

  private int run(String subcommand, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of(subcommand, "--file", folder.toString()));
    all.addAll(Arrays.asList(arguments));
    return IndexCommand.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }

  @Test
  void doesEveryOperation() {
    String[] articles = {"--collection", "articles"};
    assertThat(run("create", "--collection", "articles", "i", "year=INT", "topic")).isZero();
    assertThat(out.toString()).contains("year INT, topic").contains("READY");
    assertThat(err.toString()).contains("100 %  done");
    assertThat(run("create", "--collection", SampleFiles.ARTICLES, "pages", "--scan")).isZero();
    assertThat(out.toString()).contains("! pages: ");
    assertThat(run("list", "--sizes")).isZero();
    assertThat(out.toString().lines()).hasSize(3);
    assertThat(run("list", articles)).isZero();
    assertThat(run("verify", "--collection", "articles", "i", "--plans")).isZero();
    assertThat(out.toString()).contains("year INT $gte").contains("COVERING INDEX custom_idx_");
    assertThat(run("advise", "--collection", "articles", "{\"active\":true}")).isZero();
    assertThat(out.toString()).contains("COVERED").contains("custom_idx_bool_");
    assertThat(run("rebuild", "--collection", "articles", "i")).isZero();
    assertThat(run("rebuild", "--collection", "articles", "--all")).isZero();
    assertThat(run("drop", "--collection", "articles", "i")).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("Dropped i");
    assertThat(run("drop", "--collection", "articles", "--all")).isZero();
    assertThat(run("advise", "--collection", "articles", "{\"active\":true}")).isZero();
    assertThat(out.toString())
        .contains("SCANNED")
        .contains("CREATE INDEX \"active_bool\" ON \"articles\" (\"metadata.active\" BOOL);");
    assertThat(run("check")).isZero();
  }

  @Test
  void tellsFailuresInASentenceAndTheExitCode() {
    assertThat(run("drop", "--collection", "articles", "absent")).isEqualTo(1);
    assertThat(err.toString()).contains("has no index 'absent'").contains("SQLSTATE 42704");
    assertThat(run("create", "--collection", "absent", "i", "k")).isEqualTo(1);
    assertThat(run("create", "--collection", "articles", "i")).isEqualTo(2);
    assertThat(run("create", "--collection", "articles", "i", "k=TEXTUAL")).isEqualTo(2);
    assertThat(run("create", "i")).isEqualTo(2);
    assertThat(run("drop", "--collection", "articles")).isEqualTo(2);
    assertThat(run("advise", "--collection", "articles", "{\"a\":{\"$like\":\"x\"}}")).isEqualTo(2);
  }

  @Test
  void tellsWhatWasDroppedBeforeAFailure() {
    assertThat(run("create", "--collection", "articles", "i", "year=INT")).isZero();
    assertThat(run("drop", "--collection", "articles", "i", "absent")).isEqualTo(1);
    assertThat(out.toString()).isEqualToIgnoringNewLines("Dropped i");
    assertThat(err.toString()).contains("absent");
  }

  @Test
  void explainsItself() {
    assertThat(IndexCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), "--help"))
        .isZero();
    assertThat(out.toString()).contains("--port").contains("advise");
  }
}
