package io.github.chromajdbc.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./chroma-sql} as users call it. */
@Timeout(180)
class LauncherIT {
  private static final Path ROOT = Path.of(System.getProperty("chroma.jdbc.root"));
  private static final Path SCRIPT = ROOT.resolve("chroma-sql");
  private static final String ISSUE_STATEMENT =
      "SELECT id, distance, document FROM erp_tables WHERE metadata.year > 2015 AND metadata.model"
          + " = 'Table' USING EMBEDDING (TEXT 'credit limit of a customer') TOPK 5";

  /** Also holds the servers' data folders, which can be seen to go. */
  @TempDir Path temporary;

  private record Outcome(int code, String output, String errors) {
    List<String> rows() {
      return output.lines().filter(line -> line.startsWith("| ")).skip(1).toList();
    }
  }

  private ProcessBuilder launcher(Path script, String... arguments) {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    return builder;
  }

  private Outcome run(ProcessBuilder builder, String input) throws Exception {
    Path output = temporary.resolve("output");
    Path errors = temporary.resolve("errors");
    Process process =
        builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    int code = process.waitFor();
    String said =
        Files.readString(errors)
            .lines()
            .filter(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS"))
            .reduce("", (text, line) -> text + line + "\n");
    return new Outcome(code, Files.readString(output), said);
  }

  private Outcome run(String... arguments) throws Exception {
    return run(launcher(SCRIPT, arguments), "");
  }

  private static void assertOneSentence(Outcome outcome, int code, String... words) {
    assertThat(outcome.code()).isEqualTo(code);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.errors().lines()).hasSize(1);
    assertThat(outcome.errors()).startsWith("chroma-sql: ").contains(words);
  }

  @Test
  void theDemoRanksTheTableOfCreditLimitsFirst() throws Exception {
    Outcome outcome = run("--demo", "-e", ISSUE_STATEMENT);
    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.code()).isEqualTo(0);
    assertThat(outcome.rows()).hasSize(5);
    assertThat(outcome.rows().get(0)).contains("table.crd_cust_limit", "Credit limit of each");
    assertThat(outcome.output()).endsWith("(5 rows)\n");
    assertNothingIsLeft();
  }

  @Test
  void runsThroughALinkInAFolderWithBlanks() throws Exception {
    Path link = Files.createDirectory(temporary.resolve("a b")).resolve("chroma prompt");
    Files.createSymbolicLink(link, SCRIPT);
    Outcome outcome =
        run(launcher(link, "--demo", "-e", "SELECT count(*) AS n FROM erp_views"), "");
    assertThat(outcome.code()).isEqualTo(0);
    assertThat(outcome.rows()).hasSize(1);
  }

  @Test
  void runsTheStatementsOfStandardInputUntilOneFails() throws Exception {
    Outcome outcome =
        run(
            launcher(SCRIPT, "--demo"),
            "SELECT 'ä;' AS a; -- a comment;\nSELECT nope FROM erp_views; SELECT 3 AS c;");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.rows()).containsExactly("| ä; |");
    assertThat(outcome.errors())
        .startsWith("chroma-sql: There is no column nope")
        .contains("(SQLSTATE 42S22)");
  }

  @Test
  void helpNamesTheExitCodes() throws Exception {
    Outcome outcome = run("--help");
    assertThat(outcome.code()).isEqualTo(0);
    for (ExitCode code : ExitCode.values()) {
      assertThat(outcome.output()).containsPattern("(?m)(^| )" + code.number() + " ");
    }
  }

  @Test
  void aWrongCommandLineIsSaidInOneSentence() throws Exception {
    assertOneSentence(run("postgres://localhost"), 2, "'postgres://localhost'", "jdbc:chroma://");
    assertOneSentence(run("--dmeo"), 2, "no option --dmeo");
    assertOneSentence(run("--demo", "-e"), 2, "After -e");
    assertOneSentence(run("jdbc:chroma://h?tokn=a", "-e", "SELECT 1"), 2, "'tokn'", "'token'");
    assertOneSentence(run("jdbc:chroma://h:99999", "-e", "SELECT 1"), 2, "99999");
    assertThat(run().code()).isEqualTo(2);
  }

  @Test
  void aServerThatDoesNotAnswerIsSaidInOneSentence() throws Exception {
    assertOneSentence(
        run("jdbc:chroma://127.0.0.1:1", "-e", "SELECT 1"), 3, "Cannot reach Chroma", "Check host");
  }

  @Test
  void noJavaIsSaidInOneSentence() throws Exception {
    ProcessBuilder builder = launcher(SCRIPT, "--demo", "-e", "SELECT 1");
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("PATH", programs().toString());
    assertOneSentence(run(builder, ""), 3, "There is no java on the PATH");
    builder.environment().put("JAVA_HOME", temporary.toString());
    assertOneSentence(run(builder, ""), 3, "JAVA_HOME is " + temporary);
  }

  @Test
  void anOldJavaIsSaidInOneSentence() throws Exception {
    Path home = Files.createDirectory(temporary.resolve("old-java"));
    Path java = Files.createDirectory(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho 'java version \"1.8.0_402\"' >&2\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    ProcessBuilder builder = launcher(SCRIPT, "--demo", "-e", "SELECT 1");
    builder.environment().put("JAVA_HOME", home.toString());
    assertOneSentence(run(builder, ""), 3, "is Java 1.8.0_402", "Java 17 or newer is needed");
  }

  @Test
  void noChromaIsSaidInOneSentence() throws Exception {
    ProcessBuilder builder = launcher(SCRIPT, "--demo", "-e", "SELECT 1");
    builder.environment().put("PATH", programs().toString());
    builder.environment().put("XDG_CACHE_HOME", temporary.resolve("cache").toString());
    assertOneSentence(
        run(builder, ""), 3, "No Chroma server can be started here. Install Python", "no node");
  }

  @Test
  void noNetworkForTheFirstBuildIsSaidInOneSentence() throws Exception {
    Path copy = Files.createDirectory(temporary.resolve("clone"));
    Files.copy(SCRIPT, copy.resolve("chroma-sql"));
    Path wrapper = copy.resolve("mvnw");
    Files.writeString(
        wrapper, "#!/bin/sh\necho 'wget: unable to resolve host address' >&2\nexit 1\n");
    Files.createFile(copy.resolve("pom.xml"));
    assertThat(wrapper.toFile().setExecutable(true)).isTrue();
    Outcome outcome = run(launcher(copy.resolve("chroma-sql"), "--demo", "-e", "SELECT 1"), "");
    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.errors().lines().toList())
        .hasSize(2)
        .element(1)
        .asString()
        .startsWith("chroma-sql: The first build downloads");
  }

  @Test
  void theServerEndsWithTheLauncher() throws Exception {
    for (String signal : List.of("INT", "TERM", "KILL")) {
      // A statement that does not end by itself; Java replaces the script, or is its child.
      Process launcher =
          launcher(SCRIPT, "--demo").redirectError(temporary.resolve("errors").toFile()).start();
      await(() -> !dataFolders().isEmpty());
      launcher.getOutputStream().write("SELECT 1 AS one".getBytes(StandardCharsets.UTF_8));
      launcher.getOutputStream().flush();
      ProcessHandle java =
          Stream.concat(Stream.of(launcher.toHandle()), launcher.descendants())
              .filter(process -> process.info().command().orElse("").endsWith("/java"))
              .findFirst()
              .orElseThrow();
      assertThat(
              new ProcessBuilder("kill", "-" + signal, String.valueOf(java.pid()))
                  .start()
                  .waitFor())
          .isEqualTo(0);
      assertThat(launcher.waitFor()).as(signal).isNotEqualTo(0);
      assertNothingIsLeft();
    }
  }

  /** A server's data folder goes when the server has ended. */
  private void assertNothingIsLeft() throws Exception {
    await(() -> dataFolders().isEmpty());
    assertThat(
            ProcessHandle.allProcesses()
                .filter(
                    process -> process.info().commandLine().orElse("").contains("" + temporary)))
        .isEmpty();
  }

  private List<Path> dataFolders() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.filter(file -> file.getFileName().toString().startsWith("chroma-data")).toList();
    }
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("the time to wait is over").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** A folder with the programs that the script and the build need, but no Java and no Chroma. */
  private Path programs() throws Exception {
    Path folder = Files.createDirectories(temporary.resolve("programs"));
    for (String program :
        List.of(
            "bash",
            "sh",
            "env",
            "cat",
            "cksum",
            "cut",
            "dirname",
            "basename",
            "find",
            "head",
            "mktemp",
            "mv",
            "readlink",
            "rm",
            "sed",
            "stty")) {
      Process which = new ProcessBuilder("/bin/sh", "-c", "command -v " + program).start();
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(which.getInputStream(), StandardCharsets.UTF_8))) {
        Files.createSymbolicLink(folder.resolve(program), Path.of(reader.readLine()));
      }
    }
    return folder;
  }
}
