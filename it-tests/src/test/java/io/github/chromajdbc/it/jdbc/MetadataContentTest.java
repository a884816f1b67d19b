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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What DatabaseMetaData and INFORMATION_SCHEMA tell of a real server, and what it costs. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetadataContentTest {
  private final TestDatabase database;
  private final CountingProxy proxy;
  private final Connection connection;
  private final DatabaseMetaData metadata;

  MetadataContentTest(TestDatabase database) throws SQLException {
    this.database = database;
    Tables.create(database);
    proxy = new CountingProxy(database.server().url());
    connection = ShippedJar.connect(url());
    metadata = connection.getMetaData();
  }

  private String url() {
    return database.jdbcUrl(proxy);
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
    proxy.close();
  }

  @BeforeEach
  void forgetRequests() {
    proxy.reset();
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

  private String here() {
    return database.name().database();
  }

  private List<String> tables(@Nullable String pattern, String... types) throws SQLException {
    return column(
        metadata.getTables(null, here(), pattern, types.length == 0 ? null : types), "TABLE_NAME");
  }

  @Test
  void patternsAndEscapesFindTables() throws SQLException {
    String escape = metadata.getSearchStringEscape();
    assertThat(tables("%")).containsExactly(Tables.LOOKALIKE, Tables.MIXED, Tables.EMPTY);
    assertThat(tables(Tables.MIXED)).containsExactly(Tables.LOOKALIKE, Tables.MIXED);
    assertThat(tables(Tables.MIXED.replace("_", escape + "_"))).containsExactly(Tables.MIXED);
    assertThat(tables("%one.%")).containsExactly(Tables.EMPTY);
    assertThat(tables("ALL%")).isEmpty();
    assertThat(tables(null, "VIEW")).isEmpty();
    assertThat(tables(null)).hasSize(3);
  }

  @Test
  void typesTellCollectionsFromSystemTables() throws SQLException {
    assertThat(column(metadata.getTableTypes(), "TABLE_TYPE"))
        .containsExactly("SYSTEM TABLE", "TABLE", "VIEW");
    assertThat(
            column(
                metadata.getTables(
                    null, "INFORMATION\\_SCHEMA", "%", new String[] {"SYSTEM TABLE"}),
                "TABLE_NAME"))
        .containsExactly(
            "COLUMNS", "KEY_COLUMN_USAGE", "SCHEMATA", "TABLES", "TABLE_CONSTRAINTS", "VIEWS");
    assertThat(column(metadata.getTables(null, null, null, new String[] {"TABLE"}), "TABLE_TYPE"))
        .containsOnly("TABLE");
  }

  @Test
  void tablesTellTheirDescription() throws SQLException {
    assertThat(
            column(
                metadata.getTables(database.name().tenant(), here(), "all\\_types", null),
                "REMARKS"))
        .containsExactly("Keys of every type");
  }

  @Test
  void columnsAreThoseOfAStar() throws SQLException {
    for (List<String> table : everyTable()) {
      String name = '"' + table.get(0) + "\".\"" + table.get(1) + '"';
      try (Statement statement = connection.createStatement();
          ResultSet star = statement.executeQuery("SELECT * FROM " + name + " WHERE 1=0");
          ResultSet columns =
              metadata.getColumns(
                  null, table.get(0).replace("_", "\\_"), table.get(1).replace("_", "\\_"), "%")) {
        ResultSetMetaData shape = star.getMetaData();
        for (int i = 1; i <= shape.getColumnCount(); i++) {
          assertThat(columns.next()).as("%s has column %d", name, i).isTrue();
          assertThat(columns.getString("COLUMN_NAME")).isEqualTo(shape.getColumnName(i));
          assertThat(columns.getInt("DATA_TYPE")).isEqualTo(shape.getColumnType(i));
          assertThat(columns.getString("TYPE_NAME")).isEqualTo(shape.getColumnTypeName(i));
          assertThat(columns.getInt("NULLABLE")).isEqualTo(shape.isNullable(i));
          assertThat(columns.getInt("ORDINAL_POSITION")).isEqualTo(i);
          assertThat(columns.getString("TABLE_NAME")).isEqualTo(shape.getTableName(i));
          assertThat(columns.getString("TABLE_SCHEM")).isEqualTo(shape.getSchemaName(i));
          assertThat(columns.getString("TABLE_CAT")).isEqualTo(shape.getCatalogName(i));
          int size = columns.getInt("COLUMN_SIZE");
          assertThat(size == 0 || size == Integer.MAX_VALUE ? 0 : size)
              .isEqualTo(shape.getPrecision(i));
        }
        assertThat(columns.next()).isFalse();
      }
    }
  }

  private List<List<String>> everyTable() throws SQLException {
    List<List<String>> tables = new ArrayList<>();
    for (String schema : List.of(here(), "INFORMATION_SCHEMA")) {
      for (String table :
          column(metadata.getTables(null, schema.replace("_", "\\_"), "%", null), "TABLE_NAME")) {
        tables.add(List.of(schema, table));
      }
    }
    assertThat(tables).hasSize(9);
    return tables;
  }

  @Test
  void columnsHaveTheirTypes() throws SQLException {
    List<String> columns = new ArrayList<>();
    try (ResultSet rows = metadata.getColumns(null, here(), "all\\_types", null)) {
      while (rows.next()) {
        columns.add(rows.getString("COLUMN_NAME") + " " + rows.getString("TYPE_NAME"));
      }
    }
    assertThat(columns)
        .containsExactly(
            "id VARCHAR",
            "document VARCHAR",
            "uri VARCHAR",
            "metadata.Year BIGINT",
            "metadata.active BOOLEAN",
            "metadata.counts BIGINT ARRAY",
            "metadata.flags BOOLEAN ARRAY",
            "metadata.mixed VARCHAR",
            "metadata.name VARCHAR",
            "metadata.price DOUBLE",
            "metadata.prices DOUBLE ARRAY",
            "metadata.tags VARCHAR ARRAY",
            "metadata.year BIGINT",
            "metadata VARCHAR");
    assertThat(column(metadata.getTypeInfo(), "TYPE_NAME"))
        .containsAll(columns.stream().map(column -> column.split(" ", 2)[1]).toList());
  }

  @Test
  void aColumnIsFoundByItsPattern() throws SQLException {
    assertThat(
            column(metadata.getColumns(null, here(), "all\\_types", "metadata.y%"), "COLUMN_NAME"))
        .containsExactly("metadata.year");
    try (ResultSet rows = metadata.getColumns(null, here(), "all\\_types", "id")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("IS_NULLABLE")).isEqualTo("NO");
      assertThat(rows.getInt("COLUMN_SIZE")).isEqualTo(Integer.MAX_VALUE);
      assertThat(rows.getInt("CHAR_OCTET_LENGTH")).isEqualTo(Integer.MAX_VALUE);
      assertThat(rows.getString("REMARKS")).isEqualTo("The record's id");
      assertThat(rows.getObject("DECIMAL_DIGITS")).isNull();
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void hiddenColumnsArePseudoColumns() throws SQLException {
    assertThat(column(metadata.getPseudoColumns(null, here(), "all\\_types", null), "COLUMN_NAME"))
        .containsExactly("_collection", "embedding");
    assertThat(column(metadata.getPseudoColumns(null, here(), "%", "emb%"), "TABLE_NAME"))
        .containsExactly(Tables.LOOKALIKE, Tables.MIXED, Tables.EMPTY);
  }

  @Test
  void theKeyIsTheId() throws SQLException {
    assertThat(column(metadata.getPrimaryKeys(null, here(), Tables.MIXED), "COLUMN_NAME"))
        .containsExactly("id");
    assertThat(
            column(metadata.getBestRowIdentifier(null, here(), Tables.MIXED, 2, true), "TYPE_NAME"))
        .containsExactly("VARCHAR");
    // No pattern.
    assertThat(column(metadata.getPrimaryKeys(null, here(), "all%"), "COLUMN_NAME")).isEmpty();
  }

  @Test
  void functionsAreThoseThatCanBeCalled() throws SQLException {
    List<String> functions = column(metadata.getFunctions(null, null, "%"), "FUNCTION_NAME");
    assertThat(functions)
        .containsExactly("COSINE_DISTANCE", "INNER_PRODUCT", "L2_DISTANCE", "L2_SQUARED_DISTANCE");
    for (String function : functions) {
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT " + function + "(embedding, ARRAY[1.0, 0.0, 0.0]) FROM all_types")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getDouble(1)).isBetween(0.0, 1.0);
      }
      assertThat(column(metadata.getFunctionColumns(null, null, function, "%"), "ORDINAL_POSITION"))
          .containsExactly("0", "1", "2");
    }
  }

  /** {@code $db} stands for the database. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SCHEMATA          | SCHEMA_NAME = '$db'                             | 1",
        "TABLES            | TABLE_SCHEMA = '$db'                            | 3",
        "TABLES            | TABLE_SCHEMA = '$db' AND TABLE_TYPE = 'BASE TABLE' | 3",
        "TABLES            | TABLE_NAME = 'allXtypes' AND TABLE_SCHEMA = '$db' | 1",
        "tables            | table_name LIKE 'all%' AND table_schema = '$db' | 2",
        "TABLES            | TABLE_SCHEMA = 'INFORMATION_SCHEMA'             | 6",
        "COLUMNS           | TABLE_SCHEMA = '$db' AND TABLE_NAME = 'all_types' | 14",
        "COLUMNS           | TABLE_SCHEMA = '$db' AND COLUMN_NAME = 'id'     | 3",
        "TABLE_CONSTRAINTS | TABLE_SCHEMA = '$db'                            | 3",
        "VIEWS             | TABLE_SCHEMA = '$db'                            | 0",
        "KEY_COLUMN_USAGE  | TABLE_SCHEMA = '$db' AND COLUMN_NAME = 'id'     | 3",
      })
  void informationSchemaTellsTheSame(String table, String where, long rows) throws SQLException {
    String sql =
        "SELECT COUNT(*) FROM INFORMATION_SCHEMA."
            + table
            + " WHERE "
            + where.replace("$db", here());
    try (Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery(sql)) {
      assertThat(count.next()).isTrue();
      assertThat(count.getLong(1)).isEqualTo(rows);
    }
  }

  @Test
  void informationSchemaJoinsWithItselfAndTakesParameters() throws SQLException {
    String sql =
        "SELECT t.SPACE, c.COLUMN_NAME, c.DATA_TYPE FROM information_schema.tables t"
            + " JOIN default_tenant.INFORMATION_SCHEMA.COLUMNS AS c USING (TABLE_SCHEMA, TABLE_NAME)"
            + " WHERE t.TABLE_SCHEMA = ? AND t.TABLE_NAME = ? AND c.ORDINAL_POSITION > 3"
            + " ORDER BY c.ORDINAL_POSITION";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, here());
      statement.setString(2, Tables.LOOKALIKE);
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3))
            .isEqualTo("cosine metadata.k BIGINT");
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(2)).isEqualTo("metadata");
        assertThat(rows.next()).isFalse();
      }
    }
  }

  @Test
  void aTableThatInformationSchemaLacksIsSaid() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> connection.prepareStatement("SELECT * FROM INFORMATION_SCHEMA.NOTHING"))
        .hasMessageContaining("TABLE_CONSTRAINTS")
        .extracting("SQLState")
        .isEqualTo("42S02");
  }

  /** One call of a method. */
  private interface Call {
    ResultSet call(DatabaseMetaData metadata, String schema) throws SQLException;
  }

  private int requests(Call call) throws SQLException {
    String schema = here().replace("_", "\\_");
    column(call.call(metadata, schema), "TABLE_NAME");
    return proxy.seen().size();
  }

  @Test
  void requestsOfGetTablesAreOneForTheDatabasesAndOneForTheTables() throws SQLException {
    assertThat(requests((m, schema) -> m.getTables(null, schema, "%", null))).isEqualTo(2);
  }

  @Test
  void aSystemTableTakesNoRequest() throws SQLException {
    String[] system = {"SYSTEM TABLE"};
    assertThat(requests((m, schema) -> m.getTables(null, null, "%", system))).isZero();
  }

  @Test
  void requestsOfGetColumnsAreOneMoreForEachTableThatHasRecords() throws SQLException {
    try (Connection fresh = ShippedJar.connect(url() + "?sampleSize=999")) {
      proxy.reset();
      DatabaseMetaData own = fresh.getMetaData();
      column(own.getColumns(null, here().replace("_", "\\_"), "%", "%"), "TABLE_NAME");
      assertThat(proxy.seen()).hasSizeLessThanOrEqualTo(2 + 2);
      proxy.reset();
      column(own.getColumns(null, here().replace("_", "\\_"), "%", "%"), "TABLE_NAME");
      assertThat(proxy.seen()).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void aNamedTableIsAskedForByItsName() throws SQLException {
    assertThat(requests((m, schema) -> m.getPrimaryKeys(null, here(), Tables.MIXED)))
        .isLessThanOrEqualTo(2);
    assertThat(requests((m, schema) -> m.getColumns(null, schema, "all\\_types", null)))
        .isLessThanOrEqualTo(2 + 3);
    assertThat(proxy.seen()).noneMatch(request -> request.path().contains("collections?"));
  }

  @Test
  void namingATableInInformationSchemaSparesTheOthers() throws SQLException {
    try (Connection fresh = ShippedJar.connect(url() + "?sampleSize=998");
        Statement statement = fresh.createStatement()) {
      proxy.reset();
      column(
          statement.executeQuery(
              "SELECT * FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME = 'allXtypes'"
                  + " AND TABLE_SCHEMA = '"
                  + here()
                  + "'"),
          "TABLE_NAME");
      assertThat(proxy.seen()).hasSizeLessThanOrEqualTo(3);
      assertThat(proxy.recordRequests()).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void whatNeedsNoServerAsksNone() throws SQLException {
    metadata.getTypeInfo().close();
    metadata.getTableTypes().close();
    metadata.getCatalogs().close();
    metadata.getFunctions(null, null, "%").close();
    metadata.getImportedKeys(null, here(), Tables.MIXED).close();
    metadata.getProcedures(null, null, "%").close();
    metadata.getDatabaseProductVersion();
    metadata.getSQLKeywords();
    assertThat(proxy.seen()).isEmpty();
  }
}
