package io.github.chromajdbc.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values as they come out of, and go into, statements on real records. */
@Timeout(60)
@ExtendWith(ChromaServerExtension.class)
class TypedValuesTest {
  private static @Nullable Connection connection;

  @BeforeAll
  static void fill(TestDatabase database) throws SQLException {
    database
        .create("things", Space.L2)
        .add(
            TestRecord.of("a", 0.5f, -1)
                .document("one")
                .uri("file:/a")
                .metadata(
                    Map.of(
                        "i", 1, "f", 1.0, "t", "1", "b", true, "m", 1, "x", "1", "big", 1L << 62)),
            TestRecord.of("b", 1, 2)
                .document("two")
                .metadata(Map.of("i", 2, "f", 2.5, "t", "2.5", "b", false, "m", 2.5, "x", 1)),
            TestRecord.of("c", 3, 4)
                .metadata(Map.of("i", -3, "f", -3.25, "t", "true", "m", 1.0, "x", true)),
            TestRecord.of("d", 5, 6).document("").metadata(Map.of("t", "", "x", 1.5)),
            TestRecord.of("e", 7, 8));
    connection = ShippedJar.connect(database.jdbcUrl());
  }

  @AfterAll
  static void close() throws SQLException {
    connection().close();
  }

  private static Connection connection() {
    return java.util.Objects.requireNonNull(connection);
  }

  private static ResultSet row(Statement statement, String columns) throws SQLException {
    ResultSet rows = statement.executeQuery("SELECT " + columns + " FROM things WHERE id = 'a'");
    assertThat(rows.next()).isTrue();
    return rows;
  }

  @Test
  void everyColumnTypeHasItsJavaType() throws SQLException {
    try (Statement statement = connection().createStatement();
        ResultSet row =
            row(
                statement,
                "id, document, uri, metadata.i, metadata.f, metadata.t, metadata.b, metadata.m,"
                    + " metadata.x, metadata.big, metadata.absent, metadata, embedding")) {
      assertThat(row.getObject("id")).isEqualTo("a");
      assertThat(row.getObject("document")).isEqualTo("one");
      assertThat(row.getObject("uri")).isEqualTo("file:/a");
      assertThat(row.getObject("metadata.i")).isEqualTo(1L);
      assertThat(row.getObject("metadata.f")).isEqualTo(1.0);
      assertThat(row.getObject("metadata.t")).isEqualTo("1");
      assertThat(row.getObject("metadata.b")).isEqualTo(true);
      assertThat(row.getObject("metadata.m")).isEqualTo(1.0);
      assertThat(row.getObject("metadata.x")).isEqualTo("1");
      assertThat(row.getObject("metadata.big")).isEqualTo(1L << 62);
      assertThat(row.getObject("metadata.absent")).isNull();
      assertThat(row.wasNull()).isTrue();
      assertThat(row.getString("metadata")).contains("\"big\":4611686018427387904");
      Array embedding = row.getArray("embedding");
      assertThat((float[]) embedding.getArray()).containsExactly(0.5f, -1);
      assertThat(row.getObject("embedding", float[].class)).containsExactly(0.5f, -1);
      assertThat(row.getObject("embedding", double[].class)).containsExactly(0.5, -1);
      List<?> members = row.getObject("embedding", List.class);
      assertThat(members).hasSize(2);
      assertThat(row.getString("embedding")).isEqualTo("[0.5,-1.0]");
    }
  }

  @Test
  void numbersAreReadByEveryGetterThatTheyFit() throws SQLException {
    try (Statement statement = connection().createStatement();
        ResultSet row =
            row(statement, "metadata.i, metadata.f, metadata.t, metadata.big, metadata.b")) {
      for (int column : new int[] {1, 2, 3}) {
        assertThat(row.getByte(column)).isEqualTo((byte) 1);
        assertThat(row.getShort(column)).isEqualTo((short) 1);
        assertThat(row.getInt(column)).isEqualTo(1);
        assertThat(row.getLong(column)).isEqualTo(1L);
        assertThat(row.getFloat(column)).isEqualTo(1f);
        assertThat(row.getDouble(column)).isEqualTo(1d);
        assertThat(row.getBigDecimal(column)).isEqualByComparingTo("1");
        assertThat(row.getBoolean(column)).isTrue();
        assertThat(row.getObject(column, Integer.class)).isEqualTo(1);
        assertThat(row.getObject(column, Long.class)).isEqualTo(1L);
        assertThat(row.getObject(column, Double.class)).isEqualTo(1d);
        assertThat(row.getObject(column, BigDecimal.class)).isEqualByComparingTo("1");
        assertThat(row.getObject(column, Boolean.class)).isTrue();
        assertThat(row.getObject(column, String.class)).startsWith("1");
      }
      assertThat(row.getLong(4)).isEqualTo(1L << 62);
      assertThat(row.getString(4)).isEqualTo("4611686018427387904");
      assertThat(Failures.of(() -> row.getInt(4)).getSQLState()).isEqualTo("22003");
      assertThat(Failures.of(() -> row.getObject(4, Short.class)).getSQLState()).isEqualTo("22003");
      assertThat(Failures.of(() -> row.getDate(1)).getSQLState()).isEqualTo("07006");
      assertThat(Failures.of(() -> row.getArray(1)).getSQLState()).isEqualTo("07006");
      assertThat(row.getBoolean(5)).isTrue();
      assertThat(row.getInt(5)).isEqualTo(1);
      assertThat(row.getString(5)).isEqualTo("true");
    }
  }

  @Test
  void getColumnsAndResultsAgreeOnTypes() throws SQLException {
    Map<String, String> said = new HashMap<>();
    List<String> order = new ArrayList<>();
    DatabaseMetaData metadata = connection().getMetaData();
    try (ResultSet columns =
        metadata.getColumns(connection().getCatalog(), connection().getSchema(), "things", "%")) {
      while (columns.next()) {
        order.add(columns.getString("COLUMN_NAME"));
        said.put(
            columns.getString("COLUMN_NAME"),
            columns.getInt("DATA_TYPE")
                + " "
                + columns.getString("TYPE_NAME")
                + " "
                + columns.getInt("NULLABLE"));
      }
    }
    try (PreparedStatement statement = connection().prepareStatement("SELECT * FROM things")) {
      ResultSetMetaData before = java.util.Objects.requireNonNull(statement.getMetaData());
      List<String> labels = new ArrayList<>();
      for (int column = 1; column <= before.getColumnCount(); column++) {
        labels.add(before.getColumnName(column));
        assertThat(
                before.getColumnType(column)
                    + " "
                    + before.getColumnTypeName(column)
                    + " "
                    + before.isNullable(column))
            .as(before.getColumnName(column))
            .isEqualTo(said.get(before.getColumnName(column)));
        assertThat(before.getTableName(column)).isEqualTo("things");
        assertThat(before.getSchemaName(column)).isEqualTo(connection().getSchema());
        assertThat(before.getCatalogName(column)).isEqualTo(connection().getCatalog());
      }
      assertThat(labels).isEqualTo(order);
      try (ResultSet rows = statement.executeQuery()) {
        ResultSetMetaData after = rows.getMetaData();
        while (rows.next()) {
          for (int column = 1; column <= after.getColumnCount(); column++) {
            Object value = rows.getObject(column);
            assertThat(value == null ? null : value.getClass().getName())
                .isIn(null, after.getColumnClassName(column));
          }
        }
      }
    }
  }

  private static List<String> ids(PreparedStatement select) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metadata.i = ? | a",
        "metadata.i >= ? | a b",
        "metadata.i < ? | c",
        "metadata.i <> ? | b c",
        "metadata.f = ? | a",
        "metadata.f > ? | b",
        "metadata.f <> ? | b c",
        "metadata.m = ? | a c",
        "metadata.m > ? | b",
        "metadata.i IN (?, 2) | a b",
        "metadata.i BETWEEN ? AND 5 | a b",
        "? = metadata.i | a",
        "metadata.i + 0 = ? | a",
        "metadata.big > ? | a",
        "CAST(metadata.i AS DOUBLE) = ? | a",
      })
  void aOneOfAnyTypeFindsTheSameNumbers(String condition, String ids) throws SQLException {
    Object[] ones = {
      (byte) 1,
      (short) 1,
      1,
      1L,
      1f,
      1d,
      BigDecimal.ONE,
      new BigDecimal("1.00"),
      java.math.BigInteger.ONE,
      "1"
    };
    try (PreparedStatement select =
        connection().prepareStatement("SELECT id FROM things WHERE " + condition)) {
      for (Object one : ones) {
        select.setObject(1, one);
        assertThat(ids(select))
            .as(one.getClass() + " " + one)
            .containsExactlyInAnyOrder(ids.split(" "));
      }
      // The typed setters.
      select.setInt(1, 1);
      assertThat(ids(select)).containsExactlyInAnyOrder(ids.split(" "));
      select.setLong(1, 1);
      assertThat(ids(select)).containsExactlyInAnyOrder(ids.split(" "));
      select.setDouble(1, 1);
      assertThat(ids(select)).containsExactlyInAnyOrder(ids.split(" "));
      select.setBigDecimal(1, BigDecimal.ONE);
      assertThat(ids(select)).containsExactlyInAnyOrder(ids.split(" "));
      select.setObject(1, "1", Types.BIGINT);
      assertThat(ids(select)).containsExactlyInAnyOrder(ids.split(" "));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metadata.i > ? | a b",
        "metadata.i <= ? | c",
        "metadata.i = ? | ''",
        "metadata.i <> ? | a b c",
        "metadata.f > ? | a b",
        "metadata.m >= ? | a b c",
      })
  void aFractionIsNotCutToAWholeNumber(String condition, String ids) throws SQLException {
    try (PreparedStatement select =
        connection().prepareStatement("SELECT id FROM things WHERE " + condition)) {
      List<String> expected = ids.isEmpty() ? List.of() : List.of(ids.split(" "));
      for (Object half : new Object[] {0.5, 0.5f, new BigDecimal("0.5"), "0.5"}) {
        select.setObject(1, half);
        assertThat(ids(select)).as("%s", half).containsExactlyInAnyOrderElementsOf(expected);
      }
    }
  }

  @Test
  void textAndBooleanParametersFindTheirRows() throws SQLException {
    try (PreparedStatement select =
        connection().prepareStatement("SELECT id FROM things WHERE metadata.t = ?")) {
      select.setString(1, "1");
      assertThat(ids(select)).containsExactly("a");
      select.setString(1, "");
      assertThat(ids(select)).containsExactly("d");
      select.setString(1, "2.5");
      assertThat(ids(select)).containsExactly("b");
    }
    try (PreparedStatement select =
        connection().prepareStatement("SELECT id FROM things WHERE metadata.b = ?")) {
      select.setBoolean(1, true);
      assertThat(ids(select)).containsExactly("a");
      select.setBoolean(1, false);
      assertThat(ids(select)).containsExactly("b");
      select.setObject(1, true);
      assertThat(ids(select)).containsExactly("a");
    }
    try (PreparedStatement select =
        connection().prepareStatement("SELECT id FROM things WHERE metadata.x = ?")) {
      // A key of several kinds is text: what a value looks like counts.
      select.setString(1, "1");
      assertThat(ids(select)).containsExactlyInAnyOrder("a", "b");
      select.setString(1, "true");
      assertThat(ids(select)).containsExactly("c");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metadata.i",
        "metadata.f",
        "metadata.t",
        "metadata.b",
        "metadata.m",
        "metadata.x",
        "metadata.absent",
        "document",
        "id"
      })
  void aNullFindsNothingWhateverItsType(String column) throws SQLException {
    try (PreparedStatement select =
        connection().prepareStatement("SELECT id FROM things WHERE " + column + " = ?")) {
      for (int type :
          new int[] {
            Types.NULL,
            Types.INTEGER,
            Types.BIGINT,
            Types.DOUBLE,
            Types.VARCHAR,
            Types.BOOLEAN,
            Types.DECIMAL,
            Types.OTHER
          }) {
        select.setNull(1, type);
        assertThat(ids(select)).as("type %s", type).isEmpty();
      }
      select.setObject(1, null);
      assertThat(ids(select)).isEmpty();
      select.setString(1, null);
      assertThat(ids(select)).isEmpty();
    }
  }

  @Test
  void anUnknownKeyIsWarnedOfAndTakesTheTypeOfItsOperand() throws SQLException {
    try (PreparedStatement select =
        connection().prepareStatement("SELECT id FROM things WHERE metadata.ii = ?")) {
      SQLWarning warning = java.util.Objects.requireNonNull(select.getWarnings());
      assertThat(warning.getMessage()).contains("ii").contains("i");
      for (Object value : new Object[] {1, 1.5, "x", true, new BigDecimal("2")}) {
        select.setObject(1, value);
        assertThat(ids(select)).isEmpty();
      }
    }
    try (Statement statement = connection().createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM things WHERE metadata.ii = 3")) {
      assertThat(rows.next()).isFalse();
      assertThat(java.util.Objects.requireNonNull(statement.getWarnings()).getSQLState())
          .isEqualTo("01000");
      statement.clearWarnings();
      assertThat((Object) statement.getWarnings()).isNull();
    }
  }

  @Test
  void parameterMetaDataTellsWhatIsExpected() throws SQLException {
    try (PreparedStatement search =
        connection()
            .prepareStatement(
                "SELECT id FROM things USING EMBEDDING (?) WHERE metadata.i > ? AND metadata.t = ?"
                    + " AND metadata.b = ? AND metadata.f < ? TOPK ?")) {
      ParameterMetaData parameters = search.getParameterMetaData();
      assertThat(parameters.getParameterCount()).isEqualTo(6);
      assertThat(parameters.getParameterType(1)).isEqualTo(Types.ARRAY);
      assertThat(parameters.getParameterTypeName(1)).isEqualTo("REAL ARRAY");
      assertThat(parameters.getParameterType(2)).isEqualTo(Types.BIGINT);
      assertThat(parameters.getParameterType(3)).isEqualTo(Types.VARCHAR);
      assertThat(parameters.getParameterType(4)).isEqualTo(Types.BOOLEAN);
      assertThat(parameters.getParameterType(5)).isEqualTo(Types.DOUBLE);
      assertThat(parameters.getParameterType(6)).isIn(Types.INTEGER, Types.BIGINT);
    }
  }

  @Test
  void vectorsMayComeInEveryUsualForm() throws SQLException {
    try (PreparedStatement search =
        connection().prepareStatement("SELECT id FROM things USING EMBEDDING (?) TOPK 1")) {
      Object[] vectors = {
        new float[] {1, 2},
        new double[] {1, 2},
        new Float[] {1f, 2f},
        new Double[] {1d, 2d},
        new int[] {1, 2},
        List.of(1, 2),
        List.of(1.0, 2.0f),
        new BigDecimal[] {BigDecimal.ONE, BigDecimal.valueOf(2)},
        "[1, 2]",
        "[1.0,2e0]",
        connection().createArrayOf("REAL", new Object[] {1f, 2f}),
        connection().createArrayOf("DOUBLE", new Object[] {1d, 2d}),
      };
      for (Object vector : vectors) {
        search.setObject(1, vector);
        assertThat(ids(search)).as("%s", vector.getClass()).containsExactly("b");
      }
    }
  }

  @Test
  void maxRowsAndFetchSizeBoundTheRequests(TestDatabase database) throws SQLException {
    ManyRecords.create(database, "thousand", 1_000, 10);
    try (CountingProxy proxy = new CountingProxy(database.server().url());
        Connection counted = ShippedJar.connect(database.jdbcUrl(proxy));
        Statement statement = counted.createStatement()) {
      // The first statement that shows keys looks at some records to learn their types.
      assertThat(count(statement, "SELECT * FROM thousand LIMIT 1")).isEqualTo(1);
      statement.setMaxRows(7);
      proxy.reset();
      assertThat(count(statement, "SELECT * FROM thousand")).isEqualTo(7);
      assertThat(proxy.recordRequests()).hasSize(1);
      assertThat(proxy.recordRequests().get(0).json().get("limit").asInt()).isEqualTo(7);

      assertThat(count(statement, "SELECT UPPER(document) FROM thousand")).isEqualTo(7);
      statement.setMaxRows(0);
      statement.setFetchSize(100);
      proxy.reset();
      assertThat(count(statement, "SELECT id FROM thousand")).isEqualTo(1_000);
      // Not the page that the statement before asked for ahead, which may come late.
      assertThat(
              proxy.recordRequests().stream()
                  .filter(request -> request.json().get("limit").asInt() == 100)
                  .count())
          .isBetween(10L, 11L);

      statement.setFetchSize(0);
      proxy.reset();
      assertThat(count(statement, "SELECT id FROM thousand WHERE metadata.ten = 3 LIMIT 10"))
          .isEqualTo(10);
      assertThat(proxy.recordRequests()).hasSize(1);
      proxy.reset();
      for (String nothing :
          List.of(
              "SELECT * FROM thousand WHERE 1 = 0",
              "SELECT * FROM thousand LIMIT 0",
              "SELECT COUNT(*) AS c, id FROM thousand WHERE 1 = 0 GROUP BY id")) {
        try (ResultSet rows = statement.executeQuery(nothing)) {
          assertThat(rows.getMetaData().getColumnCount()).isGreaterThan(1);
          assertThat(rows.next()).isFalse();
        }
      }
      assertThat(proxy.recordRequests()).isEmpty();
      try (PreparedStatement prepared =
          counted.prepareStatement("SELECT * FROM thousand WHERE metadata.n = ?")) {
        assertThat(java.util.Objects.requireNonNull(prepared.getMetaData()).getColumnCount())
            .isGreaterThan(3);
        assertThat(prepared.getParameterMetaData().getParameterCount()).isEqualTo(1);
      }
      assertThat(proxy.recordRequests()).isEmpty();
      // A plan that is there needs no request but the one for its rows.
      try (PreparedStatement prepared =
          counted.prepareStatement("SELECT id FROM thousand WHERE metadata.n = ?")) {
        prepared.setInt(1, 1);
        ids(prepared);
        proxy.reset();
        prepared.setInt(1, 2);
        assertThat(ids(prepared)).containsExactly("r2");
        assertThat(proxy.seen()).hasSize(1);
      }
    }
  }

  private static int count(Statement statement, String sql) throws SQLException {
    int count = 0;
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        count++;
      }
    }
    return count;
  }

  @Test
  void executeAnswersOneResultAndThenNone() throws SQLException {
    try (Statement statement = connection().createStatement()) {
      assertThat(statement.execute("SELECT id FROM things")).isTrue();
      ResultSet rows = statement.getResultSet();
      assertThat(rows.next()).isTrue();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(rows.isClosed()).isTrue();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      assertThat(Failures.of(rows::next).getSQLState()).isEqualTo("HY010");
      assertThat(Failures.of(() -> statement.executeUpdate("SELECT 1")).getSQLState())
          .isEqualTo("42000");
    }
  }

  @Test
  void closeOnCompletionClosesTheStatementWithItsResult() throws SQLException {
    try (Statement statement = connection().createStatement()) {
      statement.closeOnCompletion();
      ResultSet rows = statement.executeQuery("SELECT id FROM things");
      while (rows.next()) {
        assertThat(statement.isClosed()).isFalse();
      }
      rows.close();
      assertThat(statement.isClosed()).isTrue();
    }
  }

  @Test
  void aBatchOfQueriesIsRefused() throws SQLException {
    try (Statement statement = connection().createStatement()) {
      statement.addBatch("SELECT id FROM things");
      assertThat((Object) Failures.of(statement::executeBatch))
          .isInstanceOf(java.sql.BatchUpdateException.class);
      assertThat(statement.executeBatch()).isEmpty();
    }
  }
}
