package io.github.chromajdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetadataTest {
  private final InMemoryEngine engine = new InMemoryEngine();
  private Connection connection;
  private DatabaseMetaData metadata;

  @BeforeEach
  void open() throws SQLException {
    connection =
        ChromaDriver.with(settings -> engine, Duration.ZERO, Map.of())
            .open("jdbc:chroma://localhost?token=secret", new Properties());
    metadata = connection.getMetaData();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private static List<String> column(ResultSet rows, String label) throws SQLException {
    List<String> values = new ArrayList<>();
    try (rows) {
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(label)));
      }
    }
    return values;
  }

  @Test
  void tablesAreFoundByPatternWithEscapes() throws SQLException {
    assertThat(column(metadata.getTables(null, null, null, null), "TABLE_NAME"))
        .containsExactly("pa_ers", "papers", "notes");
    assertThat(column(metadata.getTables(null, null, "pa_ers", null), "TABLE_NAME"))
        .containsExactly("pa_ers", "papers");
    assertThat(column(metadata.getTables(null, null, "pa\\_ers", null), "TABLE_NAME"))
        .containsExactly("pa_ers");
    assertThat(column(metadata.getTables(null, "oth%", "%", null), "TABLE_NAME"))
        .containsExactly("notes");
    assertThat(
            column(
                metadata.getTables("default_tenant", "other", "notes", new String[] {"TABLE"}),
                "REMARKS"))
        .containsExactly("About notes");
  }

  @Test
  void whatIsNotThereHasNoRows() throws SQLException {
    assertThat(column(metadata.getTables("", null, null, null), "TABLE_NAME")).isEmpty();
    assertThat(column(metadata.getTables("nobody", null, null, null), "TABLE_NAME")).isEmpty();
    assertThat(column(metadata.getTables(null, "none", null, null), "TABLE_NAME")).isEmpty();
    assertThat(column(metadata.getTables(null, null, "none", null), "TABLE_NAME")).isEmpty();
    assertThat(column(metadata.getTables(null, null, null, new String[] {"VIEW"}), "TABLE_NAME"))
        .isEmpty();
    assertThat(column(metadata.getColumns(null, null, "papers", "none"), "COLUMN_NAME")).isEmpty();
  }

  @Test
  void columnsHaveJdbcs24ColumnsAndTheTypesOfTheTable() throws SQLException {
    try (ResultSet rows = metadata.getColumns(null, "default\\_database", "papers", "%")) {
      ResultSetMetaData shape = rows.getMetaData();
      assertThat(shape.getColumnCount()).isEqualTo(24);
      assertThat(shape.getColumnLabel(24)).isEqualTo("IS_GENERATEDCOLUMN");
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("COLUMN_NAME")).isEqualTo("id");
      assertThat(rows.getString("IS_NULLABLE")).isEqualTo("NO");
      assertThat(rows.next()).isTrue();
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("COLUMN_NAME")).isEqualTo("metadata.year");
      assertThat(rows.getInt("DATA_TYPE")).isEqualTo(Types.BIGINT);
      assertThat(rows.getString("TYPE_NAME")).isEqualTo("BIGINT");
      assertThat(rows.getInt("ORDINAL_POSITION")).isEqualTo(3);
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void catalogsAreTenantsAndSchemasDatabases() throws SQLException {
    assertThat(column(metadata.getCatalogs(), "TABLE_CAT")).containsExactly("default_tenant");
    assertThat(column(metadata.getSchemas(), "TABLE_SCHEM"))
        .containsExactly("INFORMATION_SCHEMA", "default_database", "other");
    assertThat(column(metadata.getSchemas(null, "o%"), "TABLE_SCHEM")).containsExactly("other");
    assertThat(metadata.getSchemaTerm()).isEqualTo("database");
    assertThat(metadata.getCatalogTerm()).isEqualTo("tenant");
  }

  @Test
  void theKeyOfATableIsItsId() throws SQLException {
    assertThat(column(metadata.getPrimaryKeys(null, null, "papers"), "COLUMN_NAME"))
        .containsExactly("id");
    assertThat(column(metadata.getPrimaryKeys(null, null, "pa%"), "COLUMN_NAME")).isEmpty();
  }

  @Test
  void typesAreOrderedByTheirNumber() throws SQLException {
    List<Integer> numbers =
        column(metadata.getTypeInfo(), "DATA_TYPE").stream().map(Integer::valueOf).toList();
    assertThat(numbers).isSorted().contains(Types.VARCHAR, Types.BIGINT, Types.ARRAY);
  }

  @Test
  void theUrlIsToldWithoutSecrets() throws SQLException {
    assertThat(metadata.getURL()).isEqualTo("jdbc:chroma://localhost:8000");
    assertThat(metadata.getDatabaseProductName()).isEqualTo("Chroma");
    assertThat(metadata.getDatabaseMajorVersion()).isEqualTo(1);
    assertThat(metadata.getDriverVersion()).doesNotContain("$").startsWith("0.1");
  }

  @Test
  void aClosedConnectionTellsNothingOfItsTables() throws SQLException {
    connection.close();
    assertThatThrownBy(() -> metadata.getTables(null, null, null, null))
        .extracting("SQLState")
        .isEqualTo("08003");
    assertThatThrownBy(() -> metadata.getTypeInfo()).extracting("SQLState").isEqualTo("08003");
  }
}
