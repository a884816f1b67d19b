package io.github.chromajdbc.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.it.jdbc.program.LoggedProgram;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is logged of a routed table's requests, and by whose logging. */
@ExtendWith(ChromaServerExtension.class)
class RouteLogTest {
  private static final String ROUTES = "{\"tables\":{\"logs\":{\"collections\":[\"log_*\"]}}}";
  private static final String SQL = "SELECT MAX(metadata.n) FROM logs";

  @BeforeAll
  static void fill(TestDatabase database) {
    for (String name : List.of("log_1", "log_2")) {
      database
          .create(name, Space.L2)
          .add(
              TestRecord.of("a", 1, 2).metadata(Map.of("n", 1)),
              TestRecord.of("b", 1, 2).metadata(Map.of("n", 2)),
              TestRecord.of("c", 1, 2).metadata(Map.of("n", 3)));
    }
  }

  @Test
  void withoutSettingsNothingIsLogged(TestDatabase database)
      throws IOException, InterruptedException {
    ShippedJar.Ended ended =
        ShippedJar.run(
            JavaRuntime.oursAndNewest().get(0),
            List.of(),
            List.of(),
            LoggedProgram.class,
            database.jdbcUrl(),
            ROUTES,
            SQL);
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).isEqualTo("1\n");
  }

  @Test
  void theJdksLoggingHearsOfEachCollection(TestDatabase database, @TempDir Path folder)
      throws IOException, InterruptedException {
    Path settings = folder.resolve("logging.properties");
    Files.writeString(
        settings,
        """
        handlers=java.util.logging.ConsoleHandler
        java.util.logging.ConsoleHandler.level=ALL
        io.github.chromajdbc.route.level=FINE
        """,
        StandardCharsets.UTF_8);
    ShippedJar.Ended ended =
        ShippedJar.run(
            JavaRuntime.oursAndNewest().get(0),
            List.of("-Djava.util.logging.config.file=" + settings),
            List.of(),
            LoggedProgram.class,
            database.jdbcUrl(),
            ROUTES,
            SQL);
    assertThat(ended.err())
        .containsPattern("FINE: logs: log_1 answered 3 records to 1 requests in \\d+ ms")
        .containsPattern("FINE: logs: log_2 answered 3 records to 1 requests in \\d+ ms")
        .doesNotContain("a request to");
  }

  @Test
  void anApplicationsSlf4jHearsOfEachCollection(TestDatabase database)
      throws IOException, InterruptedException {
    List<Path> jars;
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("chroma.jdbc.logging", "")))) {
      jars = files.toList();
    }
    assertThat(jars).hasSize(3);
    ShippedJar.Ended ended =
        ShippedJar.run(
            JavaRuntime.oursAndNewest().get(0),
            List.of("-Dorg.slf4j.simpleLogger.log.io.github.chromajdbc.route=trace"),
            jars,
            LoggedProgram.class,
            database.jdbcUrl(),
            ROUTES,
            SQL);
    assertThat(ended.err())
        .containsPattern("DEBUG io.github.chromajdbc.route - logs: log_1 answered 3 records")
        .containsPattern("TRACE io.github.chromajdbc.route - logs: a request to log_2 took");
  }
}
