package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LIKE and ILIKE of documents, which Chroma evaluates, and of metadata, which the driver does. */
class AnyCaseTest extends OwnDatabase {
  private static final List<String> WORDS =
      List.of(
          "Zoë", "zoË", "кот", "КОТ", "\u1c84ам", "Там", "\u017fet", "SET", "50%", "a_b", "É\nx");

  AnyCaseTest() {
    super("");
  }

  @Override
  void fill(TestDatabase database) {
    TestRecord[] records = new TestRecord[WORDS.size()];
    for (int i = 0; i < records.length; i++) {
      records[i] =
          TestRecord.of("w" + i, 1, 0)
              .document(WORDS.get(i))
              .metadata(Map.of("word", WORDS.get(i)));
    }
    database.create("words", Space.L2).add(records);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ILIKE 'ZOË' | w0 w1",
        "ILIKE 'z_ë' | w0 w1",
        "LIKE 'Zoë' | w0",
        "ILIKE 'КоТ' | w2 w3",
        "NOT ILIKE '%Т%' | w0 w1 w10 w6 w7 w8 w9",
        "ILIKE 'т%' | w4 w5",
        "ILIKE '\u1c84А_' | w4 w5",
        "ILIKE 'set' | w6 w7",
        "ILIKE 'é%X' | w10",
        "LIKE '50!%' ESCAPE '!' | w8",
        "LIKE '5!0%' ESCAPE '!' | w8",
        "ILIKE 'A!_B' ESCAPE '!' | w9",
        "NOT LIKE '%!_%' ESCAPE '!' | w0 w1 w10 w2 w3 w4 w5 w6 w7 w8",
      })
  void lettersAreTheSameOnBothSides(String condition, String ids) throws SQLException {
    List<Object> expected = List.of((Object[]) ids.split(" "));
    for (String column : List.of("document", "metadata.word", "document || ''")) {
      assertThat(
              Queries.column(
                  connection(),
                  "SELECT id FROM words WHERE " + column + " " + condition + " ORDER BY 1"))
          .as(column + " " + condition)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LIKE 'a!' ESCAPE '!' | 22018 | ends with its escape character",
        "ILIKE 'a' ESCAPE '!!' | 22018 | one character",
        "LIKE 'a' ESCAPE '' | 22018 | one character",
        "SIMILAR TO '(a' | 2201B | has no ) behind it",
        "SIMILAR TO 'a' ESCAPE '!!' | 22018 | one character",
        "REGEX '(?i)\u1c84' | 2201B | U+1C80 to U+1C88",
        "REGEX '(?i)[\\x{1c00}-\\x{1cff}]' | 2201B | U+1C80 to U+1C88",
      })
  void aPatternThatIsNoneIsRefused(String condition, String sqlState, String sentence) {
    for (String column : List.of("document", "metadata.word")) {
      assertThatThrownBy(
              () ->
                  Queries.column(
                      connection(), "SELECT id FROM words WHERE " + column + " " + condition))
          .as(column + " " + condition)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState))
          .hasMessageContaining(sentence);
    }
  }
}
