package io.github.chromajdbc.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.it.jdbc.program.SearchProgram;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A user's program that has the jar and nothing else, or the jar beside everything else. */
@Timeout(180)
@ExtendWith(ChromaServerExtension.class)
class PlainProgramTest {
  @BeforeAll
  static void fill(TestDatabase database) {
    Books.create(database);
  }

  @ParameterizedTest
  @MethodSource("io.github.chromajdbc.it.jdbc.JavaRuntime#oursAndNewest")
  void theJarAloneAnswersSearchesAndGeneratedCodeAndPrintsNothing(
      JavaRuntime java, TestDatabase database) throws IOException, InterruptedException {
    ShippedJar.Ended ended =
        ShippedJar.run(java, List.of(), List.of(), SearchProgram.class, database.jdbcUrl());

    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).isEqualTo(Books.PRINTED);
    assertThat(ended.status()).isZero();
  }

  @ParameterizedTest
  @MethodSource("io.github.chromajdbc.it.jdbc.JavaRuntime#oursAndNewest")
  void aModuleThatRequiresTheJarByItsNameHasTheSame(JavaRuntime java, TestDatabase database)
      throws IOException, InterruptedException {
    ShippedJar.Ended ended =
        ShippedJar.runModule(
            java,
            "reader",
            "module reader { requires java.sql; requires io.github.chromajdbc; }",
            SearchProgram.class,
            database.jdbcUrl());

    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).isEqualTo(Books.PRINTED);
    assertThat(ended.status()).isZero();
  }

  @Test
  void otherVersionsOfItsLibrariesInFrontOfItChangeNothing(
      TestDatabase database, @TempDir Path folder) throws IOException, InterruptedException {
    // Not classes at all: whoever loads one of these from the application's class path fails.
    for (String name :
        List.of(
            "com/google/common/collect/ImmutableList",
            "com/google/common/base/Preconditions",
            "com/fasterxml/jackson/core/JsonFactory",
            "com/fasterxml/jackson/databind/ObjectMapper",
            "org/apache/calcite/jdbc/Driver",
            "org/apache/calcite/rel/RelNode",
            "org/apache/calcite/linq4j/Enumerable",
            "org/apache/calcite/DataContext",
            "org/apache/calcite/runtime/SqlFunctions",
            "org/apache/calcite/avatica/util/ByteString",
            "org/codehaus/janino/SimpleCompiler",
            "org/codehaus/janino/CompilerFactory",
            "org/codehaus/commons/compiler/CompilerFactoryFactory",
            "org/slf4j/LoggerFactory",
            "com/jayway/jsonpath/JsonPath")) {
      Path file = folder.resolve(name + ".class");
      Files.createDirectories(file.getParent());
      Files.writeString(file, "another version", StandardCharsets.UTF_8);
    }
    Files.writeString(
        folder.resolve("org.codehaus.commons.compiler.properties"),
        "compilerFactory=org.example.Absent\n",
        StandardCharsets.UTF_8);

    ShippedJar.Ended ended =
        ShippedJar.run(
            JavaRuntime.oursAndNewest().get(0),
            List.of(),
            List.of(folder),
            SearchProgram.class,
            database.jdbcUrl());

    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).isEqualTo(Books.PRINTED);
  }

  @Test
  void anIsolatedClassLoaderWorksUnderAForeignContextClassLoader(TestDatabase database)
      throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    long registered = DriverManager.drivers().count();
    try (URLClassLoader jar = ShippedJar.isolatedLoader();
        URLClassLoader foreign =
            new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(foreign);
      Driver driver =
          ServiceLoader.load(Driver.class, jar).stream()
              .filter(found -> found.type().getClassLoader() == jar)
              .findFirst()
              .orElseThrow()
              .get();
      try (Connection connection = driver.connect(database.jdbcUrl(), new java.util.Properties());
          var search =
              connection.prepareStatement(
                  "SELECT id, distance, metadata.year FROM books USING EMBEDDING (?)"
                      + " WHERE metadata.year >= ? TOPK ?")) {
        search.setArray(1, connection.createArrayOf("REAL", new Object[] {1f, 0f, 0f}));
        search.setLong(2, 2001);
        search.setInt(3, 1);
        try (ResultSet rows = search.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString(1)).isEqualTo("b");
          assertThat(rows.getObject(2)).isEqualTo(0.5);
          assertThat(rows.getObject(3)).isEqualTo(2001L);
          assertThat(rows.next()).isFalse();
        }
        try (var statement = connection.createStatement();
            ResultSet rows =
                statement.executeQuery(
                    "SELECT a.metadata.genre, COUNT(*), SUM(ROUND(b.metadata.year, 0)) FROM books a"
                        + " JOIN books b ON a.metadata.genre = b.metadata.genre"
                        + " WHERE b.metadata.genre REGEX 'po.m' GROUP BY a.metadata.genre")) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getInt(2)).isEqualTo(4);
          assertThat(rows.getLong(3)).isEqualTo(2 * (2002 + 2003));
        }
      }
    } finally {
      thread.setContextClassLoader(before);
    }
    // No class of this class path can see what the isolated loader registered.
    assertThat(DriverManager.drivers().count()).isEqualTo(registered);
  }
}
