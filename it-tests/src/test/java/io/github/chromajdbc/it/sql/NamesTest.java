package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Names of keys, columns and tables, and numbers at the ends of their types. */
class NamesTest extends SqlAnswers {
  @Test
  void keysThatDifferInCaseOnlyAreColumnsOfTheirOwn() throws SQLException {
    answers("SELECT metadata.year, metadata.Year FROM docs WHERE metadata.Year > 8", "2001|9");
    answers("SELECT id FROM docs WHERE metadata.Year = 7 AND metadata.year = 2003", "d3");
    assertThat(Queries.columns(connection(), "SELECT * FROM docs"))
        .contains("metadata.Year:BIGINT", "metadata.year:BIGINT");
  }

  @Test
  void aKeyCalledOrderNeedsNoQuotes() throws SQLException {
    answers(
        "SELECT metadata.order FROM docs WHERE metadata.order >= 1 ORDER BY metadata.order",
        "1",
        "2",
        "3");
    answers("SELECT d.\"metadata.order\" FROM docs d WHERE d.metadata.order = 2", "2");
  }

  @Test
  void hiddenColumnsAreNotInStarButFoundByName() throws SQLException {
    assertThat(Queries.columns(connection(), "SELECT * FROM docs"))
        .containsExactly(
            "id:VARCHAR",
            "document:VARCHAR",
            "uri:VARCHAR",
            "metadata.Year:BIGINT",
            "metadata.active:BOOLEAN",
            "metadata.big:BIGINT",
            "metadata.mix:VARCHAR",
            "metadata.name:VARCHAR",
            "metadata.order:BIGINT",
            "metadata.price:DOUBLE",
            "metadata.tags:VARCHAR ARRAY",
            "metadata.year:BIGINT",
            "metadata:VARCHAR");
    answers("SELECT _collection FROM docs WHERE id = 'd1'", "docs");
    assertThat(Queries.columns(connection(), "SELECT embedding FROM docs"))
        .containsExactly("embedding:REAL ARRAY");
  }

  @Test
  void starOfJoinsLeavesHiddenColumnsOut() throws SQLException {
    assertThat(Queries.columns(connection(), "SELECT * FROM docs JOIN other USING (id)"))
        .startsWith("id:VARCHAR", "document:VARCHAR")
        .noneMatch(column -> column.startsWith("embedding") || column.startsWith("_collection"));
    answers(
        "SELECT id, metadata.city FROM docs JOIN other USING (id) ORDER BY id",
        "d1|Rome",
        "d2|Oslo");
    // Both have id, document, uri, tags, year and metadata, but their embeddings do not count.
    answers("SELECT * FROM docs NATURAL JOIN other");
    answers("SELECT COUNT(*) FROM docs NATURAL JOIN docs_ip", "0"); // documents and uris are NULL
    answers(
        "SELECT COUNT(*) FROM (SELECT id, metadata.tags FROM docs) a"
            + " NATURAL JOIN (SELECT id, metadata.tags FROM other) b",
        "1");
  }

  @Test
  void tablesColumnsAndAliasesMatchInAnyCaseWhenOneNameDoes() throws SQLException {
    answers("SELECT ID, Metadata.Name FROM Docs D WHERE d.Id = 'd1'", "d1|ann");
    answers("SELECT D.metadata.price FROM DOCS d WHERE D.ID = 'd6'", "3.0");
  }

  @Test
  void aTableMayBeNamedByTenantAndDatabase(io.github.chromajdbc.testing.TestDatabase database)
      throws SQLException {
    String schema = database.name().database();
    answers("SELECT docs.id FROM " + schema + ".docs WHERE docs.metadata.year = 2003", "d3");
    String full = database.name().tenant() + "." + schema + ".docs";
    answers("SELECT " + full + ".id FROM " + full + " WHERE " + full + ".metadata.Year = 9", "d6");
  }

  @Test
  void anAliasOrCollectionCalledMetadataWinsOverThePath() throws SQLException {
    answers(
        "SELECT metadata.id, metadata.metadata FROM metadata",
        "m1|{\"k\":1,\"metadata\":\"self\"}");
    answers("SELECT m.metadata.metadata FROM metadata m", "self");
    fails("42S22", "metadata.year", "SELECT metadata.year FROM docs AS metadata");
  }

  @Test
  void anUnknownColumnIsAnErrorThatNamesTheNearestColumnOrKey() throws SQLException {
    fails("42S22", "Did you mean 'document'?", "SELECT documnt FROM docs");
    fails("42S22", "Did you mean 'metadata.price'?", "SELECT prise FROM docs");
  }

  @Test
  void anUnknownKeyIsNullWithAWarningThatNamesTheNearest() throws SQLException {
    String sql = "SELECT id FROM docs WHERE metadata.pryce = 1";
    answers(sql);
    assertThat(warnings(sql))
        .containsExactly(
            "01000 No record of docs is known to have the metadata key pryce. Did you mean 'price'?");
    answers("SELECT id FROM docs WHERE metadata.pryce = 'x'");
    answers("SELECT id FROM docs WHERE metadata.pryce = TRUE");
    assertThat(rows("SELECT id FROM docs WHERE metadata.pryce = ?", 1.5)).isEmpty();
    assertThat(rows("SELECT id FROM docs WHERE metadata.pryce = ?", "x")).isEmpty();
    answers("SELECT COUNT(*) FROM docs WHERE metadata.pryce IS NULL", "8");
    answers("SELECT metadata.pryce FROM docs WHERE id = 'd1'", "null");
  }

  @Test
  void anUnknownKeyOfTwoTablesMustBeQualified() throws SQLException {
    fails("42702", "metadata.nope", "SELECT 1 FROM docs d, other o WHERE metadata.nope = 1");
    answers("SELECT 1 FROM docs d, other o WHERE d.metadata.nope = 1");
  }

  @Test
  void aKnownKeyOfAnOuterScopeWinsOverAnUnknownOne() throws SQLException {
    answers(
        "SELECT d.id FROM docs d WHERE EXISTS (SELECT 1 FROM other WHERE metadata.price = 1.5)",
        "d1");
  }

  @Test
  void wholeNumbersBeyondThePrecisionOfDoublesCompareExactly() throws SQLException {
    answers("SELECT id FROM docs WHERE metadata.big > 0.5 ORDER BY id", "d7", "d8");
    answers("SELECT id FROM docs WHERE metadata.big = 4611686018427387904", "d7");
    answers("SELECT id FROM docs WHERE metadata.big > 4611686018427387904.5", "d8");
    answers("SELECT id FROM docs WHERE metadata.big = 4611686018427387904.5");
    answers("SELECT id FROM sums WHERE metadata.b >= 9223372036854775807 ORDER BY id", "s1", "s2");
    answers("SELECT id FROM sums WHERE metadata.b = -9223372036854775808", "s3");
    answers("SELECT id FROM sums WHERE metadata.b > 9223372036854775807");
    answers("SELECT COUNT(*) FROM sums WHERE metadata.b < 9223372036854775808", "5");
    answers("SELECT COUNT(*) FROM sums WHERE metadata.b <> 9223372036854775808", "5");
    assertThat(rows("SELECT id FROM sums WHERE metadata.b = ?", Long.MIN_VALUE))
        .containsExactly("s3");
    assertThat(rows("SELECT id FROM sums WHERE metadata.b < ?", 1.5))
        .containsExactlyInAnyOrder("s3", "s4");
  }

  @Test
  void sumsAndAveragesOfWholeNumbersDoNotWrapOrTruncate() throws SQLException {
    answers("SELECT SUM(metadata.b) FROM sums", "9223372036854775809");
    answers("SELECT SUM(metadata.b) FROM sums WHERE metadata.b > 0", "18446744073709551617");
    answers("SELECT AVG(metadata.b) FROM sums WHERE metadata.b IN (1, 2)", "1.5");
    answers(
        "SELECT MIN(metadata.b), MAX(metadata.b) FROM sums",
        "-9223372036854775808|9223372036854775807");
    fails("22003", "out of the range", "SELECT metadata.b + 1 FROM sums");
  }
}
