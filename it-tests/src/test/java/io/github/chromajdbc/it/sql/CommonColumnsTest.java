package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns that joins have in common by USING or NATURAL, named without a table. */
class CommonColumnsTest extends OwnDatabase {
  CommonColumnsTest() {
    super("?metadataNames=bare");
  }

  @Override
  void fill(TestDatabase database) {
    create(database, "one", "abc", 1);
    create(database, "two", "bcd", 2);
    create(database, "three", "cde", 3);
  }

  /** A record for each letter, with its number mod 2 under the key {@code odd}. */
  private static void create(TestDatabase database, String name, String ids, int number) {
    database
        .create(name, Space.L2)
        .add(
            ids.chars()
                .mapToObj(
                    id ->
                        TestRecord.of(Character.toString(id), 1, 0)
                            .metadata(Map.of("odd", id % 2, "k" + number, id - 'a')))
                .toArray(TestRecord[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id FROM one JOIN two USING (id) WHERE id > 'b' | [[c]]",
        "id FROM one LEFT JOIN two USING (id) WHERE id < 'c' ORDER BY id | [[a], [b]]",
        "id FROM one RIGHT JOIN two USING (id) WHERE id > 'b' ORDER BY id | [[c], [d]]",
        "id FROM one FULL JOIN two USING (id) WHERE id <> 'b' ORDER BY id | [[a], [c], [d]]",
        "id FROM one JOIN two USING (id) JOIN three USING (id) ORDER BY id | [[c]]",
        "id FROM one FULL JOIN two USING (id) FULL JOIN three USING (id) ORDER BY id DESC | [[e], [d], [c], [b], [a]]",
        "id, k1 FROM one RIGHT JOIN two USING (id) LEFT JOIN three USING (id) ORDER BY id | [[b, 1], [c, 2], [d, null]]",
        "id FROM one LEFT JOIN two USING (id) RIGHT JOIN three USING (id) ORDER BY id | [[c], [d], [e]]",
        "id, k2, k3 FROM one RIGHT JOIN two USING (id) LEFT JOIN three USING (id) ORDER BY id | [[b, 1, null], [c, 2, 2], [d, 3, 3]]",
        "id, odd FROM one FULL JOIN two USING (id, odd) FULL JOIN three USING (odd, id) ORDER BY id | [[a, 1], [b, 0], [c, 1], [d, 0], [e, 1]]",
        "UPPER(id) AS u FROM one FULL JOIN two USING (id) ORDER BY UPPER(id) | [[A], [B], [C], [D]]",
        "one.id FROM one FULL JOIN two USING (id) ORDER BY id DESC | [[null], [c], [b], [a]]",
        "k1 AS id FROM one LEFT JOIN two USING (id) ORDER BY id DESC | [[2], [1], [0]]",
        "odd, COUNT(*) FROM one LEFT JOIN two USING (odd) GROUP BY odd ORDER BY odd | [[0, 2], [1, 2]]",
        "odd, COUNT(*) FROM one RIGHT JOIN two USING (odd) GROUP BY odd ORDER BY odd | [[0, 2], [1, 2]]",
        "odd, COUNT(*) FROM one FULL JOIN two USING (odd) GROUP BY odd HAVING odd > 0 | [[1, 2]]",
        "DISTINCT odd FROM one FULL JOIN two USING (odd) ORDER BY odd | [[0], [1]]",
        "id, odd FROM one FULL JOIN two USING (odd, id) WHERE odd = 0 ORDER BY id | [[b, 0], [d, 0]]",
        "id FROM (SELECT id FROM one) x NATURAL JOIN (SELECT id FROM two) y ORDER BY id | [[b], [c]]",
        "id, ROW_NUMBER() OVER (ORDER BY id DESC) FROM one JOIN two USING (id) ORDER BY id | [[b, 2], [c, 1]]",
        "id FROM one JOIN two USING (id) WHERE EXISTS (SELECT 1 FROM three WHERE id = one.id) | [[c]]",
        "id FROM one JOIN two USING (id) WHERE id IN (SELECT id FROM three UNION SELECT id FROM one ORDER BY id LIMIT 2) | [[b]]",
        "* FROM (SELECT id, k1 FROM one) x FULL JOIN (SELECT id, k2 FROM two) y USING (id) WHERE id > 'b' ORDER BY id | [[c, 2, 2], [d, null, 3]]",
        "three.*, one.k1 FROM one RIGHT JOIN two USING (id) JOIN (SELECT id FROM three) three USING (id) ORDER BY three.id | [[c, 2], [d, null]]",
        "k1, k2 FROM one NATURAL LEFT JOIN two WHERE odd = 1 AND id > 'a' | [[2, null]]",
        "id, k FROM one JOIN two USING (id) JOIN (SELECT k3 AS k FROM three) d ON TRUE WHERE id = 'b' ORDER BY k | [[b, 2], [b, 3], [b, 4]]",
        "id, k FROM one JOIN two USING (id) CROSS JOIN (VALUES (1), (2)) AS v (k) WHERE id > 'b' ORDER BY k | [[c, 1], [c, 2]]",
        "id, e FROM one JOIN two USING (id) CROSS JOIN UNNEST(ARRAY[1, 2]) AS u (e) WHERE id > 'b' ORDER BY e | [[c, 1], [c, 2]]",
        "id, n FROM one JOIN two USING (id) CROSS JOIN LATERAL (SELECT COUNT(*) AS n FROM three) l ORDER BY id | [[b, 3], [c, 3]]",
        "id FROM (SELECT id, k1 FROM one) x NATURAL JOIN (SELECT id, k2 FROM two) y WHERE id <> 'b' | [[c]]",
        "id, COUNT(*) FROM (SELECT id, k1 FROM one) x NATURAL JOIN (SELECT id, k2 FROM two) y GROUP BY id ORDER BY id | [[b, 1], [c, 1]]",
        "id, k1, k2 FROM (SELECT id, k1 FROM one) x NATURAL FULL JOIN (SELECT id, k2 FROM two) y ORDER BY id | [[a, 0, null], [b, 1, 1], [c, 2, 2], [d, null, 3]]",
      })
  void aCommonColumnIsTheOneThatTheJoinKeeps(String query, String rows) throws SQLException {
    assertThat(Queries.rows(connection(), "SELECT " + query)).hasToString(rows);
  }

  @Test
  void allColumnsAreRefusedWhereCalciteWouldCompareTheWrongOne() {
    assertThatThrownBy(
            () ->
                Queries.rows(
                    connection(),
                    "SELECT * FROM one RIGHT JOIN two USING (id) JOIN three USING (id)"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"))
        .hasMessageContaining("Name the columns");
  }

  @Test
  void commonTableExpressionsHaveTheColumnsWritten() throws SQLException {
    assertThat(
            Queries.rows(
                connection(),
                "WITH c (k) AS (SELECT k3 FROM three), d AS (SELECT 1 AS o UNION SELECT 1)"
                    + " SELECT id, k, o FROM one JOIN two USING (id) JOIN c ON TRUE"
                    + " JOIN d AS e ON TRUE WHERE id > 'b' ORDER BY k"))
        .hasToString("[[c, 2, 1], [c, 3, 1], [c, 4, 1]]");
  }

  @Test
  void itKeepsItsName() throws SQLException {
    assertThat(
            Queries.columns(connection(), "SELECT id, odd FROM one RIGHT JOIN two USING (id, odd)"))
        .containsExactly("id:VARCHAR", "odd:BIGINT");
  }

  @ParameterizedTest
  @CsvSource({
    "SELECT id FROM one JOIN two USING (odd)",
    "SELECT id FROM one JOIN two USING (id) JOIN three ON three.id = one.id",
    "SELECT one.id FROM one JOIN two USING (id) JOIN three ON TRUE WHERE id = 'c'",
    "SELECT id FROM one JOIN two USING (id) JOIN (SELECT id FROM three) d ON TRUE",
  })
  void aColumnOfAnotherTableIsStillAmbiguous(String sql) {
    assertThatThrownBy(() -> Queries.rows(connection(), sql))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42702"));
  }
}
