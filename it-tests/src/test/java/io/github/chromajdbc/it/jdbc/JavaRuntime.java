package io.github.chromajdbc.it.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** A Java installation that programs with the jar run on. */
record JavaRuntime(Path home, Runtime.Version version) {

  /** That of the tests, and the newest beside it when that is a newer one. */
  static List<JavaRuntime> oursAndNewest() {
    JavaRuntime ours = new JavaRuntime(Path.of(System.getProperty("java.home")), Runtime.version());
    List<JavaRuntime> all = new ArrayList<>(List.of(ours));
    beside(ours.home)
        .filter(found -> found.version.feature() > ours.version.feature())
        .ifPresent(all::add);
    return all;
  }

  private static Optional<JavaRuntime> beside(Path home) {
    try (Stream<Path> siblings = Files.list(home.toRealPath().getParent())) {
      return siblings
          .filter(Files::isDirectory)
          .flatMap(JavaRuntime::at)
          .max(Comparator.comparing(JavaRuntime::version));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every installation tells its version in the file {@code release}. */
  private static Stream<JavaRuntime> at(Path folder) {
    Path release = folder.resolve("release");
    if (!Files.isRegularFile(release) || !Files.isExecutable(program(folder))) {
      return Stream.empty();
    }
    Properties said = new Properties();
    try (InputStream in = Files.newInputStream(release)) {
      said.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = said.getProperty("JAVA_VERSION");
    return version == null
        ? Stream.empty()
        : Stream.of(new JavaRuntime(folder, Runtime.Version.parse(version.replace("\"", ""))));
  }

  private static Path program(Path home) {
    return home.resolve("bin").resolve("java");
  }

  /** The program {@code java}. */
  Path program() {
    return program(home);
  }

  @Override
  public String toString() {
    return "Java " + version.feature();
  }
}
