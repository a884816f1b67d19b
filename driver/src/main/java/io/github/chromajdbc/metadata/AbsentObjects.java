package io.github.chromajdbc.metadata;

import io.github.chromajdbc.result.ChromaResultSet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Chroma does not have, procedures, privileges, foreign keys and the like: no rows, in JDBC's
 * columns.
 */
abstract class AbsentObjects extends ServerFacts {

  AbsentObjects(MetadataHost host) {
    super(host);
  }

  /** A result set of rows that are known. Throws 08003 when the connection is closed. */
  final ResultSet rows(MetadataShape shape, List<List<@Nullable Object>> rows) throws SQLException {
    host().openEngine();
    return ChromaResultSet.inMemory(shape.columns(), rows, host().conversions(), null);
  }

  @Override
  public ResultSet getProcedures(
      @Nullable String catalog, @Nullable String schema, @Nullable String name)
      throws SQLException {
    return rows(MetadataShape.PROCEDURES, List.of());
  }

  @Override
  public ResultSet getProcedureColumns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String name,
      @Nullable String column)
      throws SQLException {
    return rows(MetadataShape.PROCEDURE_COLUMNS, List.of());
  }

  @Override
  public ResultSet getColumnPrivileges(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String column)
      throws SQLException {
    return rows(MetadataShape.COLUMN_PRIVILEGES, List.of());
  }

  @Override
  public ResultSet getTablePrivileges(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return rows(MetadataShape.TABLE_PRIVILEGES, List.of());
  }

  @Override
  public ResultSet getVersionColumns(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return rows(MetadataShape.VERSION_COLUMNS, List.of());
  }

  @Override
  public ResultSet getImportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return rows(MetadataShape.KEYS_BETWEEN_TABLES, List.of());
  }

  @Override
  public ResultSet getExportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return rows(MetadataShape.KEYS_BETWEEN_TABLES, List.of());
  }

  @Override
  public ResultSet getCrossReference(
      @Nullable String parentCatalog,
      @Nullable String parentSchema,
      @Nullable String parentTable,
      @Nullable String foreignCatalog,
      @Nullable String foreignSchema,
      @Nullable String foreignTable)
      throws SQLException {
    return rows(MetadataShape.KEYS_BETWEEN_TABLES, List.of());
  }

  @Override
  public ResultSet getUDTs(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String name,
      int @Nullable [] types)
      throws SQLException {
    return rows(MetadataShape.USER_DEFINED_TYPES, List.of());
  }

  @Override
  public ResultSet getSuperTypes(
      @Nullable String catalog, @Nullable String schema, @Nullable String name)
      throws SQLException {
    return rows(MetadataShape.SUPER_TYPES, List.of());
  }

  @Override
  public ResultSet getSuperTables(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return rows(MetadataShape.SUPER_TABLES, List.of());
  }

  @Override
  public ResultSet getAttributes(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String name,
      @Nullable String attribute)
      throws SQLException {
    return rows(MetadataShape.ATTRIBUTES, List.of());
  }
}
