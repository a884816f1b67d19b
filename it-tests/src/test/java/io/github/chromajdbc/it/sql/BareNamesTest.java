package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code metadataNames=bare}: keys are columns by their own names. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BareNamesTest {
  private final Connection connection;

  BareNamesTest(TestDatabase database) throws SQLException {
    database
        .create("books", Space.L2)
        .add(
            TestRecord.of("a", 1, 0)
                .document("one")
                .metadata(Map.of("year", 2001, "id", "inner", "a.b", "x", "Order", 3)),
            TestRecord.of("b", 0, 1).document("two").metadata(Map.of("year", 2002)));
    connection = ShippedDriver.connect(database.jdbcUrl() + "?metadataNames=bare");
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void keysAreShownByTheirNamesUnlessAColumnHasIt() throws SQLException {
    assertThat(Queries.columns(connection, "SELECT * FROM books"))
        .containsExactly(
            "id:VARCHAR",
            "document:VARCHAR",
            "uri:VARCHAR",
            "Order:BIGINT",
            "a.b:VARCHAR",
            "metadata.id:VARCHAR",
            "year:BIGINT",
            "metadata:VARCHAR");
  }

  @Test
  void bothNamesAreUnderstood() throws SQLException {
    assertThat(
            Queries.rows(
                connection,
                "SELECT year, metadata.year, \"a.b\", metadata.a.b, metadata.id, b.year"
                    + " FROM books b WHERE year = 2001 AND metadata.year < 2002"))
        .containsExactly(List.of(2001L, 2001L, "x", "x", "inner", 2001L));
    assertThat(Queries.rows(connection, "SELECT id FROM books WHERE year = ?", 2002))
        .containsExactly(List.of("b"));
  }

  @Test
  void conditionsByBareNamesArePushed() throws SQLException {
    assertThat(
            Queries.column(connection, "EXPLAIN SELECT id FROM books WHERE year = 2001").toString())
        .contains("{\"where\":{\"year\":{\"$eq\":2001}},");
  }

  @Test
  void getColumnsTellsThem() throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet columns = connection.getMetaData().getColumns(null, null, "books", null)) {
      while (columns.next()) {
        names.add(columns.getString("COLUMN_NAME"));
      }
    }
    assertThat(names)
        .containsExactly(
            "id", "document", "uri", "Order", "a.b", "metadata.id", "year", "metadata");
  }
}
