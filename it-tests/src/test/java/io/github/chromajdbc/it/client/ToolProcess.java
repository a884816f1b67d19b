package io.github.chromajdbc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that is built beside these tests with libraries of its own, in a JVM of its own with
 * the driver's jar on its class path.
 *
 * @param built the folder with {@code classes} and {@code libraries}
 * @param options of the JVM
 */
record ToolProcess(Path built, List<String> options) {

  /** That of the folder which a system property names. */
  static ToolProcess of(String property, String... options) {
    Path built = Path.of(System.getProperty(property, ""));
    if (!Files.isDirectory(built.resolve("libraries"))) {
      throw new IllegalStateException(
          "There are no libraries in '" + built + "': run ./mvnw verify, which copies them there");
    }
    return new ToolProcess(built, List.of(options));
  }

  /**
   * Runs it in a folder and asserts that it ends well.
   *
   * @return the lines that it printed
   */
  List<String> run(Path folder, String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator,
            System.getProperty("chroma.jdbc.jar"),
            built.resolve("classes").toString(),
            built.resolve("libraries") + "/*"));
    command.add(program);
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile(folder, "out", ".txt");
    Path log = Files.createTempFile(folder, "err", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(said.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String printed = Files.readString(said, StandardCharsets.UTF_8);
    assertThat(process.exitValue())
        .as(printed + Files.readString(log, StandardCharsets.UTF_8))
        .isZero();
    return printed.lines().toList();
  }
}
