package io.github.chromajdbc.it.jdbc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/**
 * The jar that users get, and the two ways to use it that share nothing with the tests' own class
 * path: a class loader that sees only the JDK and the jar, and a process of its own.
 */
final class ShippedJar {
  private static final String PROPERTY = "chroma.jdbc.jar";
  private static final Path JAR = find();
  private static final Driver DRIVER = driver();

  private ShippedJar() {}

  /** What a process said and how it ended. */
  record Ended(int status, String out, String err) {}

  private static Path find() {
    String given = System.getProperty(PROPERTY);
    Path jar = Path.of(given == null ? "" : given);
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          "The driver's jar is not at '"
              + jar
              + "' (system property "
              + PROPERTY
              + "): run ./mvnw verify, which builds it before these tests");
    }
    return jar.toAbsolutePath();
  }

  private static Driver driver() {
    return ServiceLoader.load(Driver.class, isolatedLoader()).stream()
        .filter(found -> found.type().getName().startsWith("io.github.chromajdbc."))
        .findFirst()
        .orElseThrow()
        .get();
  }

  static Path path() {
    return JAR;
  }

  /** A class loader that sees the JDK and the jar. */
  static URLClassLoader isolatedLoader() {
    try {
      return new URLClassLoader(
          "shipped jar", new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection of the jar's driver, in a class loader that all tests share. */
  static Connection connect(String url) throws SQLException {
    return connect(url, new Properties());
  }

  /** A connection of the jar's driver, in a class loader that all tests share. */
  static Connection connect(String url, Properties properties) throws SQLException {
    Connection connection = DRIVER.connect(url, properties);
    if (connection == null) {
      throw new SQLException("The driver does not take " + url);
    }
    return connection;
  }

  /**
   * Runs a program of this source tree in a JVM of its own.
   *
   * @param before what stands on the class path in front of the jar
   */
  static Ended run(
      JavaRuntime java,
      List<String> options,
      List<Path> before,
      Class<?> program,
      String... arguments)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("chroma-jdbc-program");
    try {
      List<String> command = new ArrayList<>();
      command.add(java.program().toString());
      command.addAll(options);
      command.add("-cp");
      List<String> classPath = new ArrayList<>();
      before.forEach(path -> classPath.add(path.toString()));
      classPath.add(JAR.toString());
      classPath.add(copyClass(program, folder).toString());
      command.add(String.join(System.getProperty("path.separator"), classPath));
      command.add(program.getName());
      command.addAll(List.of(arguments));
      return run(command, folder);
    } finally {
      delete(folder);
    }
  }

  /**
   * Runs a program of this source tree in a JVM of its own, as a module that requires the jar's.
   *
   * @param descriptor the text of the program's {@code module-info.java}
   */
  static Ended runModule(
      JavaRuntime java, String module, String descriptor, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("chroma-jdbc-module");
    try {
      Path classes = copyClass(program, folder);
      Path source = Files.writeString(folder.resolve("module-info.java"), descriptor);
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      int compiled =
          ToolProvider.getSystemJavaCompiler()
              .run(
                  null,
                  said,
                  said,
                  "--module-path",
                  JAR.toString(),
                  "-d",
                  classes.toString(),
                  source.toString());
      if (compiled != 0) {
        throw new AssertionError(said.toString(StandardCharsets.UTF_8));
      }
      List<String> command = new ArrayList<>();
      command.add(java.program().toString());
      command.add("--module-path");
      command.add(JAR + System.getProperty("path.separator") + classes);
      command.add("--module");
      command.add(module + "/" + program.getName());
      command.addAll(List.of(arguments));
      return run(command, folder);
    } finally {
      delete(folder);
    }
  }

  private static Ended run(List<String> command, Path folder)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    // Either would print a line of its own on stderr.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process = builder.start();
    try {
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        throw new AssertionError("The program did not end: " + Files.readString(err));
      }
    } finally {
      process.destroyForcibly();
    }
    return new Ended(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private static Path copyClass(Class<?> program, Path folder) throws IOException {
    String file = program.getName().replace('.', '/') + ".class";
    Path target = folder.resolve("classes").resolve(file);
    Files.createDirectories(target.getParent());
    try (var in = program.getClassLoader().getResourceAsStream(file)) {
      Files.copy(java.util.Objects.requireNonNull(in), target);
    }
    return folder.resolve("classes");
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      files
          .sorted(java.util.Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
