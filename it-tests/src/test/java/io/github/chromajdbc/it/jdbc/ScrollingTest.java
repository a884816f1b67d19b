package io.github.chromajdbc.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Result sets that were asked to scroll. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScrollingTest {
  private static final int ROWS = 50;
  private static final String ALL = "SELECT id, metadata.n FROM many";

  private final Connection connection;

  ScrollingTest(TestDatabase database) throws SQLException {
    ManyRecords.create(database, "many", ROWS, 1);
    connection = ShippedJar.connect(database.jdbcUrl() + "?maxScrollRows=40");
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  private Statement scrolling() throws SQLException {
    return connection.createStatement(
        ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
  }

  /** As a Throwable alone: it is an Iterable, too. */
  private static SQLWarning warning(@Nullable SQLWarning warning) {
    return Objects.requireNonNull(warning);
  }

  @Test
  void rowsAreReadInAnyOrder() throws SQLException {
    try (Statement statement = scrolling();
        ResultSet rows = statement.executeQuery(ALL + " WHERE metadata.n < 10 ORDER BY 2")) {
      assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
      assertThat(rows.isBeforeFirst()).isTrue();
      assertThatThrownBy(() -> rows.getString(1)).extracting("SQLState").isEqualTo("24000");
      assertThat(rows.last()).isTrue();
      assertThat(rows.isLast()).isTrue();
      assertThat(rows.getRow()).isEqualTo(10);
      assertThat(rows.getLong(2)).isEqualTo(9);
      assertThat(rows.previous()).isTrue();
      assertThat(rows.getInt("metadata.n")).isEqualTo(8);
      assertThat(rows.absolute(3)).isTrue();
      assertThat(rows.getString(1)).isEqualTo("r2");
      assertThat(rows.relative(2)).isTrue();
      assertThat(rows.getDouble(2)).isEqualTo(4.0);
      assertThat(rows.relative(-4)).isTrue();
      assertThat(rows.isFirst()).isTrue();
      assertThat(rows.absolute(-2)).isTrue();
      assertThat(rows.getLong(2)).isEqualTo(8);
      assertThat(rows.absolute(11)).isFalse();
      assertThat(rows.isAfterLast()).isTrue();
      assertThat(rows.previous()).isTrue();
      assertThat(rows.getRow()).isEqualTo(10);
      assertThat(rows.absolute(-11)).isFalse();
      assertThat(rows.isBeforeFirst()).isTrue();
      List<Long> all = new ArrayList<>();
      while (rows.next()) {
        all.add(rows.getLong(2));
      }
      assertThat(all).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
      rows.beforeFirst();
      assertThat(rows.next()).isTrue();
    }
  }

  @Test
  void noRowsHaveNoPosition() throws SQLException {
    try (Statement statement = scrolling();
        ResultSet rows = statement.executeQuery(ALL + " WHERE 1=0")) {
      assertThat(rows.last()).isFalse();
      assertThat(rows.first()).isFalse();
      assertThat(rows.isBeforeFirst()).isFalse();
      assertThat(rows.isAfterLast()).isFalse();
      assertThat(rows.getRow()).isZero();
    }
  }

  @Test
  void aResultThatIsTooLongToScrollIsForwardOnlyAndWhole() throws SQLException {
    try (Statement statement = scrolling();
        ResultSet rows = statement.executeQuery(ALL)) {
      assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
      assertThat((Throwable) warning(statement.getWarnings()))
          .hasMessageContaining("maxScrollRows")
          .extracting("SQLState")
          .isEqualTo("01S02");
      List<String> ids = new ArrayList<>();
      while (rows.next()) {
        ids.add(rows.getString(1) + rows.getLong(2));
      }
      assertThat(ids).hasSize(ROWS).doesNotHaveDuplicates();
      assertThatThrownBy(rows::previous).extracting("SQLState").isEqualTo("0A000");
    }
  }

  @Test
  void maxRowsBoundsWhatIsKept() throws SQLException {
    try (var statement =
        connection.prepareStatement(
            ALL, ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
      assertThat((Throwable) warning(connection.getWarnings()))
          .hasMessageContaining("scroll-insensitive");
      assertThat((Throwable) warning(warning(connection.getWarnings()).getNextWarning()))
          .hasMessageContaining("read-only");
      assertThat(statement.getResultSetType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
      statement.setMaxRows(7);
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.last()).isTrue();
        assertThat(rows.getRow()).isEqualTo(7);
      }
    }
  }

  @Test
  void closingOnCompletionWaitsForTheClose() throws SQLException {
    Statement statement = scrolling();
    statement.closeOnCompletion();
    ResultSet rows = statement.executeQuery(ALL + " WHERE metadata.n < 3");
    rows.last();
    assertThat(statement.isClosed()).isFalse();
    rows.close();
    assertThat(statement.isClosed()).isTrue();
  }

  @Test
  void metadataTellsWhatScrolls() throws SQLException {
    var metadata = connection.getMetaData();
    assertThat(metadata.supportsResultSetType(ResultSet.TYPE_SCROLL_INSENSITIVE)).isTrue();
    assertThat(metadata.supportsResultSetType(ResultSet.TYPE_SCROLL_SENSITIVE)).isFalse();
    assertThat(
            metadata.supportsResultSetConcurrency(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE))
        .isFalse();
  }
}
