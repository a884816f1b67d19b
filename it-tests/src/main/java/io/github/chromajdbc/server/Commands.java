package io.github.chromajdbc.server;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds and runs the system's programs. */
final class Commands {
  private static final int TAIL = 2_000;

  /** What a program said, both streams together. */
  record Outcome(int code, String output) {
    boolean succeeded() {
      return code == 0;
    }

    /** The end of the output, for a message. */
    String tail() {
      String text = output.strip();
      return text.length() <= TAIL ? text : "..." + text.substring(text.length() - TAIL);
    }
  }

  private Commands() {}

  /** The program of this name on the PATH. */
  static Optional<Path> find(String program) {
    String path = System.getenv("PATH");
    if (path == null) {
      return Optional.empty();
    }
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path candidate = Path.of(folder, program);
      if (!folder.isEmpty() && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /**
   * Runs a program to its end.
   *
   * @throws NotHereException when it cannot be started or takes longer than the limit
   */
  static Outcome run(Path folder, int limitSeconds, List<String> command) throws NotHereException {
    Path output = null;
    Process process = null;
    try {
      output = Files.createTempFile("chroma-jdbc", ".out");
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .start();
      if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
        throw new NotHereException(command.get(0) + " did not end within " + limitSeconds + " s");
      }
      return new Outcome(
          process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new NotHereException(command.get(0) + " cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotHereException("interrupted while " + command.get(0) + " ran");
    } finally {
      if (process != null) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      Folders.deleteQuietly(output);
    }
  }
}
