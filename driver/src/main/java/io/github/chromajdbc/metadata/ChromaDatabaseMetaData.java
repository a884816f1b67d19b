package io.github.chromajdbc.metadata;

import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.calcite.statement.IndexAdministration;
import io.github.chromajdbc.calcite.statement.TypeDescription;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.convert.JavaClasses;
import io.github.chromajdbc.failure.Boundary;
import io.github.chromajdbc.failure.Wrapping;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the database tells about itself. Catalogs are tenants, schemas databases, tables
 * collections. Names and patterns are matched with their case; see {@link NamePattern}. Methods
 * that answer a result set throw 08003 when the connection is closed.
 */
public final class ChromaDatabaseMetaData extends AbsentObjects {
  /** What {@code Connection.setClientInfo} takes. */
  public static final Set<String> CLIENT_INFORMATION =
      Set.of("ApplicationName", "ClientUser", "ClientHostname");

  private static final String TABLE = "TABLE";

  private final CatalogReader catalog;

  public ChromaDatabaseMetaData(MetadataHost host) {
    super(host);
    this.catalog = new CatalogReader(host);
  }

  /** The connection's tenant: Chroma lists no others. */
  @Override
  public ResultSet getCatalogs() throws SQLException {
    return rows(MetadataShape.CATALOGS, List.of(Arrays.asList(catalog.tenant())));
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return getSchemas(null, null);
  }

  @Override
  public ResultSet getSchemas(@Nullable String tenant, @Nullable String pattern)
      throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (DatabaseName database : catalog.databases(tenant, NamePattern.of(pattern))) {
      rows.add(Arrays.asList(database.database(), database.tenant()));
    }
    return rows(MetadataShape.SCHEMAS, rows);
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    return rows(MetadataShape.TABLE_TYPES, List.of(Arrays.asList(TABLE)));
  }

  @Override
  public ResultSet getTables(
      @Nullable String tenant,
      @Nullable String databasePattern,
      @Nullable String tablePattern,
      String @Nullable [] types)
      throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    if (types == null || Stream.of(types).anyMatch(TABLE::equalsIgnoreCase)) {
      for (CollectionInfo table : tables(tenant, databasePattern, tablePattern)) {
        rows.add(
            Arrays.asList(
                table.database().tenant(),
                table.database().database(),
                table.name(),
                TABLE,
                remarks(table),
                null,
                null,
                null,
                null,
                null));
      }
    }
    return rows(MetadataShape.TABLES, rows);
  }

  private List<CollectionInfo> tables(
      @Nullable String tenant, @Nullable String databasePattern, @Nullable String tablePattern)
      throws SQLException {
    return catalog.tables(tenant, NamePattern.of(databasePattern), NamePattern.of(tablePattern));
  }

  /** Chroma's own tools keep a collection's description in its metadata. */
  private static String remarks(CollectionInfo table) {
    return table.metadata().get("description") instanceof String description ? description : "";
  }

  @Override
  public ResultSet getColumns(
      @Nullable String tenant,
      @Nullable String databasePattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      throws SQLException {
    NamePattern wanted = NamePattern.of(columnPattern);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (CollectionInfo table : tables(tenant, databasePattern, tablePattern)) {
      int position = 0;
      for (ColumnDescription column : catalog.columns(table)) {
        position++;
        if (wanted.matches(column.name())) {
          rows.add(column(table, column, position));
        }
      }
    }
    return rows(MetadataShape.COLUMNS, rows);
  }

  private static List<@Nullable Object> column(
      CollectionInfo table, ColumnDescription column, int position) {
    TypeDescription type = column.type();
    boolean isText = JavaClasses.of(type) == String.class;
    boolean isNumber = JavaClasses.isSigned(type.jdbcType());
    return Arrays.asList(
        table.database().tenant(),
        table.database().database(),
        table.name(),
        column.name(),
        type.jdbcType(),
        type.name(),
        type.precision(),
        null,
        isNumber ? type.scale() : null,
        isNumber ? 10 : null,
        type.nullable() ? columnNullable : columnNoNulls,
        "",
        null,
        null,
        null,
        isText ? type.precision() : null,
        position,
        type.nullable() ? "YES" : "NO",
        null,
        null,
        null,
        null,
        "NO",
        "NO");
  }

  /** The key of every table is {@code id}. */
  @Override
  public ResultSet getPrimaryKeys(
      @Nullable String tenant, @Nullable String database, @Nullable String table)
      throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (CollectionInfo found : exactly(tenant, database, table)) {
      // By name, as JDBC orders them; the key of a routed table is (_collection, id).
      List<String> key = catalog.isRouted(found) ? List.of("_collection", "id") : List.of("id");
      for (int i = 0; i < key.size(); i++) {
        rows.add(
            Arrays.asList(
                found.database().tenant(),
                found.database().database(),
                found.name(),
                key.get(i),
                (short) (i + 1),
                null));
      }
    }
    return rows(MetadataShape.PRIMARY_KEYS, rows);
  }

  /** Empty when the connection has no way to the indexes (properties indexFile, indexUrl). */
  @Override
  public ResultSet getIndexInfo(
      @Nullable String tenant,
      @Nullable String database,
      @Nullable String table,
      boolean unique,
      boolean approximate)
      throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    IndexAdministration indexes = catalog.indexes();
    if (indexes != null) {
      for (CollectionInfo found : exactly(tenant, database, table)) {
        rows.addAll(Boundary.ask(Cancellation.never(), () -> IndexRows.of(found, indexes, unique)));
      }
    }
    return rows(MetadataShape.INDEX_INFO, rows);
  }

  @Override
  public ResultSet getBestRowIdentifier(
      @Nullable String tenant,
      @Nullable String database,
      @Nullable String table,
      int scope,
      boolean nullable)
      throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    if (!exactly(tenant, database, table).isEmpty()) {
      rows.add(
          Arrays.asList(
              (short) bestRowSession,
              "id",
              Types.VARCHAR,
              "VARCHAR",
              0,
              null,
              null,
              (short) bestRowNotPseudo));
    }
    return rows(MetadataShape.BEST_ROW_IDENTIFIER, rows);
  }

  private List<CollectionInfo> exactly(
      @Nullable String tenant, @Nullable String database, @Nullable String table)
      throws SQLException {
    return table == null
        ? List.of()
        : catalog.tables(
            tenant,
            database == null ? NamePattern.of(null) : NamePattern.exactly(database),
            NamePattern.exactly(table));
  }

  @Override
  public ResultSet getTypeInfo() throws SQLException {
    return rows(MetadataShape.TYPE_INFO, TypeInfo.rows());
  }

  @Override
  public ResultSet getClientInfoProperties() throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    CLIENT_INFORMATION.stream()
        .sorted()
        .forEach(name -> rows.add(Arrays.asList(name, 0, "", "Kept by the connection")));
    return rows(MetadataShape.CLIENT_INFORMATION, rows);
  }

  @Override
  public <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    return Wrapping.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(@Nullable Class<?> type) {
    return Wrapping.isWrapper(this, type);
  }
}
