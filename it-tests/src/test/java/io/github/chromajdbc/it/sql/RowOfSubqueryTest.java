package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code (a, b)} compared with the row of a subquery, over one: a (2, 2), b (1, 3), c (1, NULL).
 */
class RowOfSubqueryTest extends OwnDatabase {
  RowOfSubqueryTest() {
    super("?metadataNames=bare");
  }

  @Override
  void fill(TestDatabase database) {
    database
        .create("one", Space.L2)
        .add(
            TestRecord.of("a", 1, 0).metadata(Map.of("n", 2, "m", 2)),
            TestRecord.of("b", 1, 0).metadata(Map.of("n", 1, "m", 3)),
            TestRecord.of("c", 1, 0).metadata(Map.of("n", 1)));
    database
        .create("two", Space.L2)
        .add(
            TestRecord.of("a", 1, 0).metadata(Map.of("n", 2, "m", 2)),
            TestRecord.of("b", 1, 0).metadata(Map.of("n", 1, "m", 2)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "(n, m) = (SELECT n, m FROM two WHERE id = 'a') ~ true false false",
        "(n, m) = (SELECT n, m FROM two WHERE id = 'b') ~ false false null",
        "(n, m) <> (SELECT n, m FROM two WHERE id = one.id) ~ false true null",
        "(n, m) > (SELECT n, m FROM two WHERE id = 'b') ~ true true null",
        "(SELECT n, m FROM two WHERE id = 'b') < (n, m) ~ true true null",
        "(n, m) >= (VALUES (1, 3)) ~ true true null",
        "NOT (n, m) = (SELECT n, m FROM two WHERE id = 'z') ~ null null null",
        "(n, 2, m) = (SELECT MAX(n), COUNT(*), MIN(m) FROM two) ~ true false false",
        "(n, m) IS NOT NULL ~ true true false",
        "NOT (n, m) IS NULL ~ true true true",
        // a derived table that names the row around, below a projection that does
        "(SELECT one.n = d.a AND one.m = d.b FROM (SELECT n, m FROM two WHERE id = one.id) AS d (a, b)) ~ true false null",
      })
  void itHasTheAnswerOfSql(String condition, String expected) throws SQLException {
    assertThat(Queries.column(connection(), "SELECT (" + condition + ") FROM one ORDER BY id"))
        .as(condition)
        .extracting(String::valueOf)
        .containsExactly(expected.split(" "));
    long matching = Arrays.stream(expected.split(" ")).filter("true"::equals).count();
    assertThat(Queries.value(connection(), "SELECT COUNT(*) FROM one WHERE " + condition))
        .as(condition)
        .isEqualTo(matching);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "SELECT id FROM one WHERE (n, m) = (SELECT n, m FROM two) ~ 21000",
        "SELECT id FROM one WHERE (n, m) = (SELECT n, m, id FROM two) ~ 42000",
        "SELECT id FROM one WHERE (n, m) IS DISTINCT FROM (SELECT n, m FROM two) ~ 0A000",
        "SELECT id FROM one WHERE (SELECT n, m FROM two) = (SELECT n, m FROM two) ~ 0A000",
        "SELECT n FROM one GROUP BY n HAVING (n, COUNT(*)) = (SELECT n, m FROM two) ~ 0A000",
        "SELECT (n, ROW_NUMBER() OVER (ORDER BY id)) = (SELECT n, m FROM two) FROM one ~ 0A000",
      })
  void whatItCannotBeIsRefused(String sql, String sqlState) {
    assertThatThrownBy(() -> Queries.rows(connection(), sql))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState));
  }
}
