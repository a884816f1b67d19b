package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions on which Chroma and the driver could differ, evaluated by both. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EitherSideTest {
  private static final long ROUNDED = (1L << 53) + 1;

  private final Connection connection;

  EitherSideTest(TestDatabase database) throws SQLException {
    database
        .create("edges", Space.L2)
        .add(
            record("a", "naïve", Map.of("x", ROUNDED, "nums", List.of(3, 4))),
            record("b", "plain", Map.of("x", 0.5, "nums", List.of(5))),
            record("c", "two words", Map.of("x", 1L << 53, "nums", List.of(1L << 53))),
            record("d", "٣ cups", Map.of("x", Long.MAX_VALUE, "nums", List.of(ROUNDED))),
            record("e", "no_space", Map.of("x", 0x1p63)),
            record("f", "a\u00a0b", Map.of("x", Long.MIN_VALUE)),
            record("g", "Ⅷ ve", Map.of("x", 1e300)),
            record("h", "[a&b]", Map.of("x", (1L << 53) - 1)));
    connection = ShippedDriver.connect(database.jdbcUrl());
  }

  private static TestRecord record(String id, String document, Map<String, ?> metadata) {
    return TestRecord.of(id, 1, 0).document(document).metadata(metadata);
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  /** The ids where a condition is true: as Chroma finds them, and as the driver does. */
  private List<@Nullable Object> both(String condition) throws SQLException {
    List<@Nullable Object> here = new ArrayList<>();
    for (List<@Nullable Object> row :
        Queries.rows(connection, "SELECT id, (" + condition + ") FROM edges ORDER BY id")) {
      if (Boolean.TRUE.equals(row.get(1))) {
        here.add(row.get(0));
      }
    }
    assertThat(
            Queries.column(connection, "SELECT id FROM edges WHERE " + condition + " ORDER BY id"))
        .as(condition)
        .isEqualTo(here);
    return here;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metadata.x = 9007199254740992 | a c",
        "metadata.x = 9007199254740993 | a c",
        "metadata.x <> 9007199254740992 | b d e f g h",
        "metadata.x > 9007199254740992 | d e g",
        "metadata.x >= 9007199254740992 | a c d e g",
        "metadata.x < 9007199254740992 | b f h",
        "metadata.x <= 9007199254740992 | a b c f h",
        "metadata.x = 9223372036854775807 | d e",
        "metadata.x > 9223372036854775807 | g",
        "metadata.x <= 9223372036854775807 | a b c d e f h",
        "metadata.x = -9223372036854775808 | f",
        "metadata.x < -9223372036854775808 | ''",
        "metadata.x > -9223372036854775808 | a b c d e g h",
        "metadata.x = 1e19 | ''",
        "metadata.x < 1e19 | a b c d e f h",
        "metadata.x >= 1e19 | g",
        "metadata.x > -1e19 | a b c d e f g h",
        "metadata.x <= -1e19 | ''",
        "metadata.x IN (9007199254740992, 0.5, 7) | a b c",
        "metadata.x NOT IN (9007199254740992, 0.5, 7) | d e f g h",
        "metadata.x IN (9223372036854775807, 1e300) | d e g",
        "metadata.x NOT IN (1e19, 1e300) | a b c d e f h",
      })
  void wholeNumbersAmongFractionsAreRoundedAsTheirColumnIs(String condition, String ids)
      throws SQLException {
    assertThat(both(condition)).isEqualTo(list(ids));
  }

  @Test
  void keysOfAJoinAreRoundedTheSameWay() throws SQLException {
    assertThat(
            Queries.rows(
                connection,
                "SELECT l.id, r.id FROM edges l JOIN edges r ON l.metadata.x = r.metadata.x"
                    + " WHERE l.id IN ('c', 'e') ORDER BY 1, 2"))
        .containsExactly(
            List.of("c", "a"), List.of("c", "c"), List.of("e", "d"), List.of("e", "e"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metadata.nums CONTAINS 3 | a",
        "metadata.nums CONTAINS 3.0 | a",
        "metadata.nums CONTAINS 3e0 | a",
        "metadata.nums CONTAINS 3.5 | ''",
        "metadata.nums CONTAINS 9007199254740993 | d",
        "metadata.nums CONTAINS 9007199254740992 | c",
        "metadata.nums CONTAINS 1e19 | ''",
        "metadata.nums CONTAINS 9223372036854775808 | ''",
      })
  void elementsAreComparedWithoutRounding(String condition, String ids) throws SQLException {
    assertThat(both(condition)).isEqualTo(list(ids));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "document REGEX '^\\w+$' | a b e",
        "document REGEX '^\\d' | d",
        "document REGEX '^[\\d٪]' | d",
        "document REGEX '\\s' | c d f g",
        "document REGEX '^\\S+$' | a b e h",
        "document REGEX '^[^\\W_]+$' | a b",
        "document REGEX '^\\W' | h",
        "document REGEX '^\\D+$' | a b c e f g h",
        "document REGEX '\\bve' | a g",
        "document REGEX '\\Bve' | \"\"",
        "document REGEX '\\Bords\\b' | c",
        "document REGEX '^\\Q[a&b]\\E$' | h",
        "document REGEX '^[[:alpha:]]+$' | b",
        "document REGEX '[&\\[]b' | h",
        "document REGEX '(?i)NAÏ' | a",
        "document REGEX '^[\\w-.]+$' | a b e",
        "document REGEX '^[\\p{L}-z]+$' | a b",
        "document REGEX '(?i)^\\w+$' | a b e",
        "document REGEX '(?i)^\\S+$' | a b e h",
        "document REGEX '(?i)^[\\S]+[^\\D]?$' | a b e h",
        "document REGEX '(?i)[\\W][\\w]' | c d f g h",
        "document REGEX '^[]\\[\\w&]+$' | a b e h",
        "document REGEX '^[^]\\d]' | a b c e f g h",
        "document REGEX '^\\p{L}+$' | a b",
      })
  void patternsMeanTheSame(String condition, String ids) throws SQLException {
    assertThat(both(condition)).isEqualTo(list(ids));
  }

  @ParameterizedTest
  @CsvSource({"[a&&b]", "[a--b]", "[a~~b]", "[a[b]]"})
  void whatTheTwoReadDifferentlyIsRefused(String pattern) {
    for (String sql :
        List.of(
            "SELECT id FROM edges WHERE document REGEX '" + pattern + "'",
            "SELECT document REGEX '" + pattern + "' FROM edges")) {
      assertThatThrownBy(() -> Queries.rows(connection, sql))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("2201B"))
          .hasMessageContaining("within a class, at character 3");
    }
  }

  private static List<Object> list(String ids) {
    return ids.isEmpty() ? List.of() : List.of((Object[]) ids.split(" "));
  }
}
