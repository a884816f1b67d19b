package io.github.chromajdbc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The calls that DBeaver's generic driver makes, in its order: opening, browsing the tree, showing
 * a table's data with its own filters and its own count.
 */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserReplayTest {
  private final TestDatabase database;
  private final Connection connection;

  BrowserReplayTest(TestDatabase database) throws SQLException {
    this.database = database;
    Papers.create(database);
    Properties properties = new Properties();
    properties.setProperty("user", "");
    properties.setProperty("password", "");
    connection =
        java.util.Objects.requireNonNull(
            ShippedDriver.driver().connect(database.jdbcUrl(), properties));
    connection.setAutoCommit(true);
    connection.setClientInfo("ApplicationName", "Browser - Main");
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
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

  @Test
  void itsFormHasTheDriversProperties() throws SQLException {
    DriverPropertyInfo[] properties =
        ShippedDriver.driver().getPropertyInfo("jdbc:chroma://", new Properties());
    assertThat(properties)
        .isNotEmpty()
        .allSatisfy(property -> assertThat(property.description).isNotEmpty());
  }

  @Test
  void itLearnsTheDialect() throws SQLException {
    DatabaseMetaData metadata = connection.getMetaData();
    assertThat(metadata.getDatabaseProductName()).isEqualTo("Chroma");
    assertThat(metadata.getDatabaseProductVersion()).isNotEmpty();
    assertThat(metadata.getDriverName()).isNotEmpty();
    assertThat(metadata.getIdentifierQuoteString()).isEqualTo("\"");
    assertThat(metadata.getSearchStringEscape()).isEqualTo("\\");
    assertThat(metadata.getSQLKeywords()).contains("TOPK");
    assertThat(metadata.getCatalogSeparator()).isEqualTo(".");
    assertThat(metadata.isCatalogAtStart()).isTrue();
    assertThat(metadata.supportsCatalogsInDataManipulation()).isTrue();
    assertThat(metadata.supportsSchemasInDataManipulation()).isTrue();
    assertThat(metadata.supportsMixedCaseQuotedIdentifiers()).isTrue();
    assertThat(metadata.supportsTransactions()).isFalse();
    assertThat(metadata.getStringFunctions()).contains("UCASE");
    List<Integer> types = new ArrayList<>();
    try (ResultSet rows = metadata.getTypeInfo()) {
      while (rows.next()) {
        rows.getString("TYPE_NAME");
        rows.getInt("PRECISION");
        rows.getShort("SEARCHABLE");
        rows.getBoolean("CASE_SENSITIVE");
        rows.getInt("MINIMUM_SCALE");
        types.add(rows.getInt("DATA_TYPE"));
      }
    }
    assertThat(types).contains(Types.VARCHAR, Types.BIGINT, Types.ARRAY);
  }

  @Test
  void itOpensTheTree() throws SQLException {
    DatabaseMetaData metadata = connection.getMetaData();
    String tenant = database.name().tenant();
    String schema = database.name().database();
    String escaped = schema.replace("_", "\\_");
    assertThat(column(metadata.getCatalogs(), "TABLE_CAT")).contains(tenant);
    assertThat(column(metadata.getSchemas(tenant, null), "TABLE_SCHEM"))
        .contains(schema, "INFORMATION_SCHEMA");
    assertThat(connection.getCatalog()).isEqualTo(tenant);
    assertThat(connection.getSchema()).isEqualTo(schema);
    assertThat(column(metadata.getTableTypes(), "TABLE_TYPE")).contains("TABLE");
    assertThat(column(metadata.getTables(tenant, escaped, "%", null), "TABLE_NAME"))
        .containsExactly("Notes", "papers");
    assertThat(column(metadata.getColumns(tenant, escaped, "%", "%"), "TABLE_NAME"))
        .contains("Notes", "papers");
    assertThat(column(metadata.getColumns(tenant, escaped, "papers", "%"), "TYPE_NAME"))
        .contains("VARCHAR ARRAY", "BOOLEAN");
    assertThat(column(metadata.getPrimaryKeys(tenant, schema, "papers"), "PK_NAME"))
        .containsExactly("PRIMARY");
    metadata.getIndexInfo(tenant, schema, "papers", false, true).close();
    metadata.getImportedKeys(tenant, schema, "papers").close();
    metadata.getExportedKeys(tenant, schema, "papers").close();
    metadata.getProcedures(tenant, escaped, "%").close();
    metadata.getFunctions(tenant, escaped, "%").close();
    metadata.getTablePrivileges(tenant, escaped, "papers").close();
    metadata.getUDTs(tenant, escaped, "%", null).close();
    metadata.getSuperTables(tenant, escaped, "%").close();
  }

  @Test
  void itShowsATablesData() throws SQLException {
    String name = database.name().tenant() + "." + database.name().database() + ".papers";
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT x.* FROM "
                + name
                + " x WHERE (x.\"metadata.year\" >= 2010)"
                + " ORDER BY x.\"metadata.score\" DESC",
            ResultSet.TYPE_SCROLL_INSENSITIVE,
            ResultSet.CONCUR_READ_ONLY)) {
      statement.setFetchSize(200);
      statement.setMaxRows(30);
      statement.setQueryTimeout(20);
      assertThat(statement.execute()).isTrue();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      try (ResultSet rows = statement.getResultSet()) {
        readAsAGrid(rows, 30);
      }
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      assertThat((Object) statement.getWarnings()).isNull();
    }
  }

  private static void readAsAGrid(ResultSet rows, int expected) throws SQLException {
    ResultSetMetaData shape = rows.getMetaData();
    for (int i = 1; i <= shape.getColumnCount(); i++) {
      assertThat(shape.getColumnLabel(i)).isNotEmpty();
      assertThat(shape.getTableName(i)).isEqualTo("papers");
      assertThat(shape.getColumnTypeName(i)).isNotEmpty();
      assertThat(shape.getColumnClassName(i)).isNotEmpty();
      assertThat(shape.isReadOnly(i)).isTrue();
      shape.getCatalogName(i);
      shape.getSchemaName(i);
      shape.getPrecision(i);
      shape.getScale(i);
      shape.getColumnDisplaySize(i);
      shape.isAutoIncrement(i);
      shape.isNullable(i);
    }
    int count = 0;
    while (rows.next()) {
      count++;
      for (int i = 1; i <= shape.getColumnCount(); i++) {
        Object value = rows.getObject(i);
        assertThat(rows.wasNull()).isEqualTo(value == null);
        if (value instanceof java.sql.Array array) {
          assertThat(array.getBaseTypeName()).isEqualTo("VARCHAR");
          assertThat((Object[]) array.getArray()).hasSize(2);
        }
      }
    }
    assertThat(count).isEqualTo(expected);
  }

  @Test
  void itCountsAndFiltersWhatItShows() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT COUNT(*) FROM (SELECT * FROM papers\nWHERE metadata.open) dbvrcnt")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(Papers.COUNT / 2);
      }
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT * FROM (SELECT id, metadata.field AS f FROM papers) z_q WHERE f LIKE 'ph%'"
                  + " ORDER BY id FETCH FIRST 3 ROWS ONLY")) {
        assertThat(column(rows, "id")).containsExactly("p0", "p102", "p105");
      }
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT \"metadata.field\", count(*) FROM papers GROUP BY \"metadata.field\""
                  + " ORDER BY 2 DESC NULLS LAST, 1")) {
        assertThat(column(rows, "metadata.field")).containsExactly("biology", "law", "physics");
      }
    }
  }
}
