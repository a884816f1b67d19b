package io.github.chromajdbc.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Views in DatabaseMetaData and INFORMATION_SCHEMA. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ViewMetadataTest {
  private static final List<String> VIEWS = List.of("broken", "counts", "every", "found");

  private final TestDatabase database;
  private final CountingProxy proxy;
  private final Connection connection;
  private final DatabaseMetaData metadata;

  ViewMetadataTest(TestDatabase database) throws SQLException {
    this.database = database;
    Tables.create(database);
    database.create("passing", io.github.chromajdbc.client.Space.L2);
    proxy = new CountingProxy(database.server().url());
    connection = ShippedJar.connect(url());
    metadata = connection.getMetaData();
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE VIEW every AS SELECT * FROM all_types");
      statement.execute(
          "CREATE VIEW counts (y, n, rate) AS SELECT metadata.year, COUNT(*), AVG(metadata.price)"
              + " FROM all_types GROUP BY metadata.year");
      statement.execute(
          "CREATE VIEW found AS SELECT e.id, e.distance, CAST(e.id AS CHAR(3)) AS short FROM"
              + " (SELECT id, distance FROM all_types USING EMBEDDING (VECTOR [1, 0, 0]) TOPK 2) e");
      statement.execute(
          "CREATE VIEW broken AS SELECT a.id FROM all_types a JOIN passing p ON p.id = a.id");
    }
    database.api().send("DELETE", database.path() + "/collections/passing", null);
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP VIEW IF EXISTS nothing"); // and forget what is known of collections
    }
  }

  private String url() {
    return database.jdbcUrl(proxy);
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
    proxy.close();
  }

  private static List<String> column(ResultSet rows, String label) throws SQLException {
    try (rows) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(label));
      }
      return values;
    }
  }

  private List<String> query(String sql, String label) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return column(rows, label);
    }
  }

  private String here() {
    return database.name().database().replace("_", "\\_");
  }

  private List<String> tables(String pattern, String... types) throws SQLException {
    return column(metadata.getTables(null, here(), pattern, types), "TABLE_NAME");
  }

  @Test
  void getTablesTellsViewsFromTables() throws SQLException {
    assertThat(tables("%", "VIEW")).isEqualTo(VIEWS);
    assertThat(tables("%", "TABLE")).isNotEmpty().doesNotContainAnyElementsOf(VIEWS);
    assertThat(tables("ev%", "TABLE", "VIEW")).containsExactly("every");
    assertThat(tables("counts", "VIEW")).containsExactly("counts");
    assertThat(column(metadata.getTables(null, here(), "%", null), "TABLE_TYPE"))
        .isSorted()
        .contains("TABLE", "VIEW");
    assertThat(column(metadata.getTableTypes(), "TABLE_TYPE"))
        .containsExactly("SYSTEM TABLE", "TABLE", "VIEW");
  }

  @Test
  void columnsAreThoseOfAStar() throws SQLException {
    for (String view : List.of("counts", "every", "found")) {
      try (Statement statement = connection.createStatement();
          ResultSet star = statement.executeQuery("SELECT * FROM " + view + " WHERE 1=0");
          ResultSet columns = metadata.getColumns(null, here(), view, "%")) {
        ResultSetMetaData shape = star.getMetaData();
        for (int i = 1; i <= shape.getColumnCount(); i++) {
          assertThat(columns.next()).as("%s has column %d", view, i).isTrue();
          assertThat(columns.getString("COLUMN_NAME")).isEqualTo(shape.getColumnName(i));
          assertThat(columns.getInt("DATA_TYPE")).isEqualTo(shape.getColumnType(i));
          assertThat(columns.getString("TYPE_NAME")).isEqualTo(shape.getColumnTypeName(i));
          assertThat(columns.getInt("NULLABLE")).isEqualTo(shape.isNullable(i));
          assertThat(columns.getInt("ORDINAL_POSITION")).isEqualTo(i);
          assertThat(columns.getString("TABLE_NAME")).isEqualTo(shape.getTableName(i));
          assertThat(columns.getString("TABLE_SCHEM")).isEqualTo(shape.getSchemaName(i));
          assertThat(columns.getString("TABLE_CAT")).isEqualTo(shape.getCatalogName(i));
        }
        assertThat(columns.next()).isFalse();
      }
    }
    assertThat(column(metadata.getColumns(null, here(), "every", "%"), "TYPE_NAME"))
        .contains("VARCHAR ARRAY", "BIGINT ARRAY", "DOUBLE", "BOOLEAN");
  }

  @Test
  void aViewThatCannotBeReadHasNoColumnsAndIsWarnedOf() throws SQLException {
    connection.clearWarnings();
    assertThat(column(metadata.getColumns(null, here(), "broken", "%"), "COLUMN_NAME")).isEmpty();
    assertThat(Objects.requireNonNull(connection.getWarnings()).getMessage())
        .contains("View broken", "passing");
    assertThat(column(metadata.getColumns(null, here(), "%", "id"), "TABLE_NAME"))
        .contains("every", "found", Tables.MIXED);
  }

  @Test
  void viewsHaveNoKeysAndNoHiddenColumns() throws SQLException {
    String schema = database.name().database();
    assertThat(column(metadata.getPrimaryKeys(null, schema, "every"), "COLUMN_NAME")).isEmpty();
    assertThat(column(metadata.getBestRowIdentifier(null, schema, "every", 2, true), "COLUMN_NAME"))
        .isEmpty();
    assertThat(column(metadata.getIndexInfo(null, schema, "every", false, true), "COLUMN_NAME"))
        .isEmpty();
    assertThat(column(metadata.getPseudoColumns(null, here(), "every", "%"), "COLUMN_NAME"))
        .isEmpty();
  }

  @Test
  void informationSchemaShowsThem() throws SQLException {
    String where = " WHERE TABLE_SCHEMA = '" + database.name().database() + "'";
    assertThat(
            query(
                "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
                    + where
                    + " AND TABLE_TYPE = 'VIEW' ORDER BY 1",
                "TABLE_NAME"))
        .isEqualTo(VIEWS);
    assertThat(
            query(
                "SELECT * FROM INFORMATION_SCHEMA.VIEWS" + where + " AND TABLE_NAME = 'every'",
                "VIEW_DEFINITION"))
        .containsExactly("SELECT * FROM all_types");
    assertThat(
            query(
                "SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS"
                    + where
                    + " AND TABLE_NAME = 'counts' ORDER BY ORDINAL_POSITION",
                "COLUMN_NAME"))
        .containsExactly("y", "n", "rate");
    assertThat(
            query(
                "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS" + where,
                "TABLE_NAME"))
        .doesNotContainAnyElementsOf(VIEWS);
    assertThat(
            query(
                "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE" + where, "TABLE_NAME"))
        .doesNotContainAnyElementsOf(VIEWS);
  }

  @Test
  void showAndDescribeKnowThem() throws SQLException {
    assertThat(query("SHOW TABLES", "TABLE_NAME")).containsAll(VIEWS);
    assertThat(query("DESCRIBE counts", "COLUMN_NAME")).containsExactly("y", "n", "rate");
    assertThat(query("SHOW COLUMNS FROM found", "TYPE_NAME"))
        .containsExactly("VARCHAR", "DOUBLE", "CHAR");
  }

  @Test
  void viewsCostNoRequestsOfTheirOwn() throws SQLException {
    try (Connection fresh = ShippedJar.connect(url() + "?sampleSize=996")) {
      DatabaseMetaData own = fresh.getMetaData();
      proxy.reset();
      column(own.getTables(null, here(), "%", new String[] {"VIEW"}), "TABLE_NAME");
      assertThat(proxy.seen()).hasSizeLessThanOrEqualTo(2);
      proxy.reset();
      column(own.getColumns(null, here(), "%", "%"), "TABLE_NAME");
      // The databases, their collections, a sample of each that has records, and once the server's
      // abilities; the collection that a view misses is asked for by its name.
      assertThat(proxy.seen()).hasSizeLessThanOrEqualTo(2 + 2 + 3 + 1);
      proxy.reset();
      column(own.getColumns(null, here(), "%", "%"), "TABLE_NAME");
      assertThat(proxy.seen()).hasSizeLessThanOrEqualTo(2 + 1);
    }
  }
}
