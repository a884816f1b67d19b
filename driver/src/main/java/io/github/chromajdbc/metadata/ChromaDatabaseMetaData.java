package io.github.chromajdbc.metadata;

import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.calcite.statement.FunctionDescription;
import io.github.chromajdbc.calcite.statement.IndexAdministration;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.failure.Boundary;
import io.github.chromajdbc.failure.Wrapping;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
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

  private static final String KEY = "id";

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
    for (DatabaseName database : catalog.schemas(tenant, NamePattern.of(pattern))) {
      rows.add(Arrays.asList(database.database(), database.tenant()));
    }
    return rows(MetadataShape.SCHEMAS, rows);
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    return rows(
        MetadataShape.TABLE_TYPES,
        List.of(
            Arrays.asList(ListedTable.SYSTEM_TABLE),
            Arrays.asList(ListedTable.TABLE),
            Arrays.asList(ListedTable.VIEW)));
  }

  /** Ordered by type, schema and name; {@code types} null for every type. */
  @Override
  public ResultSet getTables(
      @Nullable String tenant,
      @Nullable String databasePattern,
      @Nullable String tablePattern,
      String @Nullable [] types)
      throws SQLException {
    NamePattern schemas = NamePattern.of(databasePattern);
    NamePattern names = NamePattern.of(tablePattern);
    List<ListedTable> found = new ArrayList<>();
    if (isWanted(ListedTable.SYSTEM_TABLE, types)) {
      found.addAll(catalog.systemTables(tenant, schemas, names));
    }
    if (isWanted(ListedTable.TABLE, types) || isWanted(ListedTable.VIEW, types)) {
      catalog.tables(tenant, schemas, names).stream()
          .filter(table -> isWanted(table.type(), types))
          .sorted(Comparator.comparing(ListedTable::type))
          .forEach(found::add);
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (ListedTable table : found) {
      rows.add(
          Arrays.asList(
              table.tenant(),
              table.schema(),
              table.name(),
              table.type(),
              table.remarks(),
              null,
              null,
              null,
              null,
              null));
    }
    return rows(MetadataShape.TABLES, rows);
  }

  private static boolean isWanted(String type, String @Nullable [] types) {
    return types == null || Stream.of(types).anyMatch(type::equalsIgnoreCase);
  }

  /** All tables that match, ordered by schema and name. */
  private List<ListedTable> tables(
      @Nullable String tenant, @Nullable String databasePattern, @Nullable String tablePattern)
      throws SQLException {
    NamePattern schemas = NamePattern.of(databasePattern);
    NamePattern names = NamePattern.of(tablePattern);
    List<ListedTable> found = new ArrayList<>(catalog.systemTables(tenant, schemas, names));
    found.addAll(catalog.tables(tenant, schemas, names));
    found.sort(Comparator.comparing(ListedTable::schema).thenComparing(ListedTable::name));
    return found;
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
    for (ListedTable table : tables(tenant, databasePattern, tablePattern)) {
      int position = 0;
      for (ColumnDescription column : catalog.columns(table)) {
        position++;
        if (wanted.matches(column.name())) {
          rows.add(ColumnRows.column(table, column, position));
        }
      }
    }
    return rows(MetadataShape.COLUMNS, rows);
  }

  /** The columns that {@code *} leaves out and a statement may name. */
  @Override
  public ResultSet getPseudoColumns(
      @Nullable String tenant,
      @Nullable String databasePattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      throws SQLException {
    NamePattern wanted = NamePattern.of(columnPattern);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (ListedTable table : tables(tenant, databasePattern, tablePattern)) {
      catalog.hiddenColumns(table).stream()
          .filter(column -> wanted.matches(column.name()))
          .sorted(Comparator.comparing(ColumnDescription::name))
          .forEach(column -> rows.add(ColumnRows.hidden(table, column)));
    }
    return rows(MetadataShape.PSEUDO_COLUMNS, rows);
  }

  /** The key of every collection is {@code id}. */
  @Override
  public ResultSet getPrimaryKeys(
      @Nullable String tenant, @Nullable String database, @Nullable String table)
      throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (ListedTable found : exactly(tenant, database, table)) {
      // By name, as JDBC orders them; the key of a routed table is (_collection, id).
      CollectionInfo collection = found.collection();
      boolean routed = collection != null && catalog.isRouted(collection);
      List<String> key = routed ? List.of("_collection", KEY) : List.of(KEY);
      for (int i = 0; i < key.size(); i++) {
        rows.add(
            Arrays.asList(
                found.tenant(),
                found.schema(),
                found.name(),
                key.get(i),
                (short) (i + 1),
                "PRIMARY"));
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
      for (ListedTable found : exactly(tenant, database, table)) {
        CollectionInfo collection = Objects.requireNonNull(found.collection());
        List<IndexAdministration.Index> own =
            Boundary.ask(
                Cancellation.never(),
                () ->
                    indexes.list().stream()
                        .filter(index -> index.collectionId().equals(collection.id()))
                        .toList());
        Set<String> shown = new HashSet<>();
        if (!own.isEmpty()) {
          catalog.columns(found).forEach(column -> shown.add(column.name()));
        }
        rows.addAll(
            IndexRows.of(
                collection,
                Boundary.ask(Cancellation.never(), indexes::stored),
                own,
                shown,
                unique));
      }
    }
    return rows(MetadataShape.INDEX_INFO, rows);
  }

  /** The key, whatever the scope: a record keeps its id. */
  @Override
  public ResultSet getBestRowIdentifier(
      @Nullable String tenant,
      @Nullable String database,
      @Nullable String table,
      int scope,
      boolean nullable)
      throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (ListedTable found : exactly(tenant, database, table)) {
      catalog.columns(found).stream()
          .filter(column -> column.name().equals(KEY))
          .forEach(column -> rows.add(ColumnRows.rowIdentifier(column)));
    }
    return rows(MetadataShape.BEST_ROW_IDENTIFIER, rows);
  }

  /** Tables, not views, by their names: catalog and schema null for those of any. */
  private List<ListedTable> exactly(
      @Nullable String tenant, @Nullable String database, @Nullable String table)
      throws SQLException {
    return table == null
        ? List.of()
        : catalog
            .tables(
                tenant,
                database == null ? NamePattern.of(null) : NamePattern.exactly(database),
                NamePattern.exactly(table))
            .stream()
            .filter(found -> !found.isView())
            .toList();
  }

  /** Functions belong to no catalog and no schema: those that ask for one find none. */
  @Override
  public ResultSet getFunctions(
      @Nullable String tenant, @Nullable String databasePattern, @Nullable String namePattern)
      throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    functions(tenant, databasePattern, namePattern)
        .forEach(function -> rows.add(FunctionRows.function(function)));
    return rows(MetadataShape.FUNCTIONS, rows);
  }

  @Override
  public ResultSet getFunctionColumns(
      @Nullable String tenant,
      @Nullable String databasePattern,
      @Nullable String namePattern,
      @Nullable String columnPattern)
      throws SQLException {
    NamePattern wanted = NamePattern.of(columnPattern);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    functions(tenant, databasePattern, namePattern)
        .forEach(function -> rows.addAll(FunctionRows.columns(function, wanted)));
    return rows(MetadataShape.FUNCTION_COLUMNS, rows);
  }

  private List<FunctionDescription> functions(
      @Nullable String tenant, @Nullable String databasePattern, @Nullable String namePattern)
      throws SQLException {
    NamePattern names = NamePattern.of(namePattern);
    boolean anywhere =
        (tenant == null || tenant.isEmpty()) && NamePattern.of(databasePattern).matches("");
    return host().openEngine().functions().stream()
        .filter(function -> anywhere && names.matches(function.name()))
        .toList();
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
