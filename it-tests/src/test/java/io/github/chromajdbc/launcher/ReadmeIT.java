package io.github.chromajdbc.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.demo.ErpSample;
import io.github.chromajdbc.demo.SampleLoader;
import io.github.chromajdbc.demo.SampleQuestion;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What README shows, run with the released jar on the sample. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadmeIT {
  private static final Path ROOT = Path.of(System.getProperty("chroma.jdbc.root"));
  private static final Pattern EXPECTED_ERROR = Pattern.compile("-- error (\\w{5})\n");

  private final TestDatabase database;
  private ReleasedDriver driver;
  private Connection connection;

  @TempDir Path temporary;

  ReadmeIT(TestDatabase database) {
    this.database = database;
  }

  @BeforeAll
  void load() throws IOException, SQLException {
    new SampleLoader(database.server().url(), database.name().tenant(), database.name().database())
        .load();
    driver = new ReleasedDriver();
    connection = driver.connect(database.jdbcUrl());
  }

  @AfterAll
  void close() throws IOException, SQLException {
    connection.close();
    driver.close();
  }

  private static List<String> blocks(String language) throws IOException {
    Matcher matcher =
        Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(Files.readString(ROOT.resolve("README.md")));
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(matcher.group(1).strip());
    }
    assertThat(blocks).isNotEmpty();
    return blocks;
  }

  @TestFactory
  List<DynamicTest> everyStatementDoesWhatReadmeSays() throws IOException {
    return blocks("sql").stream()
        .map(block -> DynamicTest.dynamicTest(block, () -> runBlock(block)))
        .toList();
  }

  private void runBlock(String block) throws SQLException {
    Matcher expected = EXPECTED_ERROR.matcher(block);
    try (Statement statement = connection.createStatement()) {
      if (expected.lookingAt()) {
        assertThatThrownBy(() -> statement.execute(block.substring(expected.end())))
            .isInstanceOfSatisfying(
                SQLException.class,
                e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(expected.group(1)));
        return;
      }
      try (ResultSet rows = statement.executeQuery(block)) {
        assertThat(rows.next()).as("there are rows").isTrue();
        assertThat(rows.getString(1)).isNotNull();
        assertThat((Object) statement.getWarnings()).isNull();
      }
    }
  }

  @Test
  void theJavaExampleCompilesAndFindsTheCreditLimits() throws Exception {
    assertThat(blocks("java")).hasSize(1);
    Path source =
        Files.writeString(temporary.resolve("Example.java"), blocks("java").get(0) + "\n");
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", temporary.toString(), source.toString()))
        .isEqualTo(0);
    Path output = temporary.resolve("output");
    Process example =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=en",
                "-cp",
                ReleasedDriver.jar() + File.pathSeparator + temporary,
                "Example",
                database.jdbcUrl())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(example.waitFor()).as(Files.readString(output)).isEqualTo(0);
    assertThat(Files.readAllLines(output))
        .hasSize(3)
        .first()
        .asString()
        .matches("table\\.crd_cust_limit 0\\.33 \\w+");
  }

  @TestFactory
  List<DynamicTest> questionsInOtherWordsFindTheirRecordAmongTheFirstThree() throws IOException {
    List<SampleQuestion> questions = ErpSample.questions();
    assertThat(questions).hasSize(10);
    return questions.stream()
        .map(question -> DynamicTest.dynamicTest(question.question(), () -> ask(question)))
        .toList();
  }

  private void ask(SampleQuestion question) throws SQLException {
    String sql = "SELECT id FROM " + question.collection() + " USING EMBEDDING (TEXT ?) TOPK 3";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, question.question());
      List<String> ids = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
      assertThat(ids).hasSize(3).contains(question.id());
      assertThat((Object) statement.getWarnings()).isNull();
    }
  }

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    Matcher links =
        Pattern.compile("\\]\\((?!https?:)([^)#]+)")
            .matcher(Files.readString(ROOT.resolve("README.md")));
    List<Path> targets = new ArrayList<>();
    while (links.find()) {
      targets.add(ROOT.resolve(links.group(1)));
    }
    assertThat(targets).isNotEmpty().allMatch(Files::isRegularFile);
  }
}
