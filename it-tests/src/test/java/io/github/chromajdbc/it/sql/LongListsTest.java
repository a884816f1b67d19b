package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IN and NOT IN with thousands of values, wherever they stand. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongListsTest {
  private static final int VALUES = 5_000;

  private final Connection connection;

  /** 6,000 records, one in ten without metadata: n from 0, half of it, its name. */
  LongListsTest(TestDatabase database) throws SQLException {
    List<TestRecord> records =
        IntStream.range(0, 6_000)
            .mapToObj(
                n -> {
                  Map<String, Object> metadata = new HashMap<>();
                  metadata.put("always", 1);
                  if (n % 10 != 0) {
                    metadata.put("n", n);
                    metadata.put("half", n / 2.0);
                    metadata.put("name", "it's " + n);
                  }
                  return TestRecord.of("r" + n, 1, n % 3).document("text").metadata(metadata);
                })
            .toList();
    database.create("many", Space.L2).add(records);
    connection = ShippedDriver.connect(database.jdbcUrl());
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  private static String list(IntFunction<String> value) {
    return IntStream.range(0, VALUES).mapToObj(value).collect(Collectors.joining(",", "(", ")"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT COUNT(*) FROM many WHERE id IN :ids; 5000",
        "SELECT COUNT(*) FROM many WHERE id NOT IN :ids; 1000",
        "SELECT COUNT(*) FROM many WHERE metadata.name IN :names; 4500",
        "SELECT COUNT(*) FROM many WHERE metadata.name NOT IN :names; 900",
        "SELECT COUNT(*) FROM many WHERE metadata.n NOT IN :numbers; 900",
        "SELECT COUNT(*) FROM many WHERE metadata.half NOT IN :halves; 900",
        "SELECT COUNT(*) FROM many WHERE metadata.half IN :halves AND LOWER(document) = 'text';"
            + " 4500",
        "SELECT COUNT(*) FROM many WHERE metadata.n IN :numbers OR UPPER(document) = 'NO'; 4500",
        "SELECT COUNT(*) FROM many WHERE NOT (metadata.name IN :names AND id IN :ids); 1000",
        "SELECT COUNT(CASE WHEN id IN :ids THEN 1 END) FROM many; 5000",
        "SELECT COUNT(CASE WHEN metadata.name NOT IN :names THEN 1 END) FROM many; 900",
        "SELECT COUNT(*) FROM many a JOIN many b ON a.id = b.id AND b.id NOT IN :ids; 1000",
        "SELECT COUNT(*) FROM (SELECT metadata.n AS n, COUNT(*) AS c FROM many"
            + " GROUP BY metadata.n HAVING metadata.n NOT IN :numbers) t; 900",
        "SELECT COUNT(*) FROM many WHERE metadata.absent NOT IN :numbers; 0",
      })
  void theyAreAnswered(String sql, long expected) throws SQLException {
    String text =
        sql.replace(":ids", list(n -> "'r" + n + "'"))
            .replace(":names", list(n -> "'it''s " + n + "'"))
            .replace(":numbers", list(Integer::toString))
            .replace(":halves", list(n -> Double.toString(n / 2.0)));
    assertThat(Queries.value(connection, text)).isEqualTo(expected);
  }
}
