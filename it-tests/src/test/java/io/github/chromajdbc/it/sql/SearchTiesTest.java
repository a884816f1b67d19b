package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sixty records at twelve points: the ids decide which of those at one distance are answered. */
class SearchTiesTest extends OwnDatabase {
  SearchTiesTest() {
    super("");
  }

  @Override
  void fill(TestDatabase database) {
    TestRecord[] records = new TestRecord[60];
    for (int i = 0; i < records.length; i++) {
      int shuffled = i * 37 % 60;
      records[i] =
          TestRecord.of("d%02d".formatted(shuffled), shuffled % 4, shuffled / 4 % 3)
              .metadata(Map.of("name", "n" + shuffled % 7, "n", shuffled % 5));
    }
    database.create("grid", Space.L2).add(records);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TRUE",
        "metadata.n < 4",
        "id <> 'd29'",
        "id > 'd03' AND metadata.n > 0",
        "metadata.name LIKE '%_3' OR metadata.name LIKE 'n%'",
        "metadata.name LIKE '%1' OR metadata.name LIKE '%5'",
        "COALESCE(metadata.n, 0) * 2 = 4",
        "distance < 1.5 AND metadata.name LIKE 'n%'",
      })
  void tiesGoToTheSmallerIdAsInAnExactSearch(String condition) throws SQLException {
    for (String vector : new String[] {"[0, 0]", "[1, 1]", "[-1, 2]", "[2.5, 0.5]"}) {
      for (int k = 1; k <= 25; k += 3) {
        String rest =
            " id, distance FROM grid USING EMBEDDING (VECTOR "
                + vector
                + ") WHERE "
                + condition
                + " TOPK "
                + k;
        assertThat(Queries.rows(connection(), "SELECT" + rest))
            .as(rest)
            .isEqualTo(Queries.rows(connection(), "SELECT /*+ EXACT */" + rest));
      }
    }
  }
}
