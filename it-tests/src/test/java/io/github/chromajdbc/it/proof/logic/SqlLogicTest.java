package io.github.chromajdbc.it.proof.logic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Queries of sql-logic-test through the driver. The profile {@code sql-logic-test} runs whole
 * files; the failures that are known, each with its reason, stand in {@code known-failures.txt}.
 */
@ExtendWith(ChromaServerExtension.class)
class SqlLogicTest {
  private static final List<String> FILES =
      Arrays.asList(System.getProperty("logic.files", "test/select1.test").strip().split("\\s+"));
  private static final int QUERIES_OF_A_FILE = Integer.getInteger("logic.queries", 50);

  /** Of those asked for: some files have fewer, and some queries are another engine's. */
  private static final int LEAST_QUERIES =
      Math.min(FILES.size() * QUERIES_OF_A_FILE * 9 / 10, 20_000);

  @Test
  @SuppressWarnings("SystemOut") // Long runs tell how far they are.
  void theQueriesHaveTheirKnownAnswers(TestDatabase database) throws SQLException, IOException {
    try (Connection driver = ShippedDriver.connect(database.jdbcUrl())) {
      LogicRun run = new LogicRun(database, driver);
      for (String file : FILES) {
        run.run(file, QUERIES_OF_A_FILE);
        System.out.println(
            LocalTime.now(ZoneOffset.UTC).withNano(0)
                + " "
                + file
                + ": "
                + run.queries().size()
                + " queries until now, "
                + run.failures().size()
                + " failures");
      }
      assertThat(run.queries()).as("queries run").hasSizeGreaterThanOrEqualTo(LEAST_QUERIES);
      assertThat(run.notLoaded()).as("statements that make no table").isZero();
      Map<String, String> known = known();
      known.keySet().retainAll(run.queries());
      Map<String, String> unknown = new TreeMap<>(run.failures());
      unknown.keySet().removeAll(known.keySet());
      unknown.forEach((query, failure) -> System.out.println(query + " " + failure));
      assertThat(unknown).as("failures that are not known").isEmpty();
      assertThat(known.keySet())
          .as("known failures that are none")
          .isSubsetOf(run.failures().keySet());
    }
  }

  /** Of the queries that are run: a line a failure, {@code file:line reason}. */
  private static Map<String, String> known() throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(SqlLogicTest.class.getResourceAsStream("known-failures.txt"))) {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toMap(line -> line.split(" ", 2)[0], line -> line));
    }
  }
}
