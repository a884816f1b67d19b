package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements over {@link Library} and the rows they must answer, a row as {@code a|b|c}. */
abstract class SqlAnswers extends OwnDatabase {
  SqlAnswers() {
    super("");
  }

  @Override
  void fill(TestDatabase database) {
    Library.fill(database);
  }

  final List<String> rows(String sql, @Nullable Object... parameters) throws SQLException {
    List<String> lines = new ArrayList<>();
    for (List<@Nullable Object> row : Queries.rows(connection(), sql, parameters)) {
      lines.add(String.join("|", row.stream().map(String::valueOf).toList()));
    }
    return lines;
  }

  /** The rows in their order. */
  final void answers(String sql, String... expected) throws SQLException {
    assertThat(rows(sql)).as(sql).containsExactly(expected);
  }

  /** The rows, whatever their order. */
  final void answersInAnyOrder(String sql, String... expected) throws SQLException {
    assertThat(rows(sql)).as(sql).containsExactlyInAnyOrder(expected);
  }

  final void fails(String sqlState, String message, String sql, @Nullable Object... parameters) {
    assertThatThrownBy(() -> Queries.rows(connection(), sql, parameters))
        .as(sql)
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> {
              assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(sqlState);
              assertThat(e.getMessage()).contains(message);
            });
  }

  /** The messages of the warnings of a statement. */
  final List<String> warnings(String sql) throws SQLException {
    try (var statement = connection().createStatement();
        var results = statement.executeQuery(sql)) {
      int read = 0;
      while (results.next()) {
        read++;
      }
      assertThat(read).isNotNegative();
      List<String> messages = new ArrayList<>();
      for (var warning = statement.getWarnings();
          warning != null;
          warning = warning.getNextWarning()) {
        messages.add(warning.getSQLState() + " " + warning.getMessage());
      }
      return messages;
    }
  }
}
