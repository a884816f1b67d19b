package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conditions with texts that are longer than Chroma's operators on documents take. */
class LongTextTest extends OwnDatabase {
  private static final String LONGEST = "1.5_".repeat(100_000);
  private static final String LONG = "é.".repeat(40_000);

  LongTextTest() {
    super("");
  }

  @Override
  void fill(TestDatabase database) {
    database
        .create("texts", Space.L2)
        .add(
            TestRecord.of("a", 1, 0).document(LONGEST),
            TestRecord.of("b", 1, 0).document(LONG),
            TestRecord.of("c", 1, 0).document(LONG.replace('.', 'x')),
            TestRecord.of("d", 1, 0).document("short"),
            TestRecord.of("e", 1, 0));
  }

  private List<?> ids(String condition, Object... parameters) throws SQLException {
    return Queries.column(
        connection(), "SELECT id FROM texts WHERE " + condition + " ORDER BY id", parameters);
  }

  @Test
  void documentsEqualTextsOfAnyLength() throws SQLException {
    assertThat(ids("document = ?", LONGEST)).isEqualTo(List.of("a"));
    assertThat(ids("document = ?", LONGEST + "1")).isEmpty();
    assertThat(ids("document <> ?", LONGEST)).isEqualTo(List.of("b", "c", "d"));
    assertThat(ids("document IN (?, ?, 'short')", LONGEST, LONG)).isEqualTo(List.of("a", "b", "d"));
    assertThat(ids("document NOT IN (?, ?, 'short')", LONGEST, LONG)).isEqualTo(List.of("c"));
    assertThat(ids("(document = ? OR document LIKE 'sh%') AND id < 'd'", LONGEST))
        .isEqualTo(List.of("a"));
    assertThat(ids("document <> ? AND document NOT LIKE 'é%'", LONGEST)).isEqualTo(List.of("d"));
  }

  @Test
  void documentsContainLongTexts() throws SQLException {
    assertThat(ids("document CONTAINS ?", LONG.substring(2))).isEqualTo(List.of("b"));
    assertThat(ids("document NOT CONTAINS ?", LONG)).isEqualTo(List.of("a", "c", "d"));
    assertThat(ids("document LIKE ?", "%" + LONG.substring(2) + "%")).isEqualTo(List.of("b"));
  }

  @Test
  void aPatternTooLongIsRefused() {
    for (String condition :
        List.of("document CONTAINS ?", "document LIKE ?", "document ILIKE ?", "document REGEX ?")) {
      assertThatThrownBy(() -> ids(condition, LONGEST))
          .as(condition)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("54000"))
          .hasMessageContaining("Write a shorter one");
    }
  }
}
