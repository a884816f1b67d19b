package io.github.chromajdbc.calcite.system;

import io.github.chromajdbc.calcite.exec.generated.ComputedRows;
import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.calcite.statement.Engine;
import io.github.chromajdbc.calcite.statement.SystemTable;
import io.github.chromajdbc.calcite.statement.TypeDescription;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table of INFORMATION_SCHEMA, read from the engine when they are asked for. A schema
 * or table that the statement names is asked for by its name; the others are not read.
 *
 * @param tenant whose databases are described
 */
public record InformationRows(InformationTable table, Engine engine, String tenant)
    implements ComputedRows {
  private static final String KEY_NAME = "PRIMARY";
  private static final String SYSTEM_TABLE = "SYSTEM TABLE";

  @Override
  public List<Integer> keyColumns() {
    return table == InformationTable.SCHEMATA
        ? List.of()
        : List.of(table.position("TABLE_SCHEMA"), table.position("TABLE_NAME"));
  }

  @Override
  public Iterator<@Nullable Object[]> rows(@Nullable Object[] keys, Cancellation cancellation) {
    if (table == InformationTable.SCHEMATA) {
      return schemata(cancellation).iterator();
    }
    Wanted wanted = new Wanted(keys[0], keys[1]);
    return switch (table) {
      case TABLES ->
          Stream.concat(
                  systemTables(wanted).map(this::systemTable),
                  tables(wanted, cancellation)
                      .map(found -> isView(found) ? view(found) : collection(found)))
              .iterator();
      case COLUMNS ->
          Stream.concat(
                  systemTables(wanted).flatMap(system -> columns(system.columns())),
                  tables(wanted, cancellation)
                      .flatMap(
                          found -> columns(engine.columns(found, warning -> {}, cancellation))))
              .iterator();
      case VIEWS ->
          tables(wanted, cancellation).filter(this::isView).map(this::viewDefinition).iterator();
      case TABLE_CONSTRAINTS ->
          collections(wanted, cancellation).map(InformationRows::constraint).iterator();
      case KEY_COLUMN_USAGE ->
          collections(wanted, cancellation).flatMap(this::keyColumns).iterator();
      case SCHEMATA -> throw new IllegalStateException("answered above");
    };
  }

  /** What the statement wants: null for any. */
  private record Wanted(@Nullable Object schema, @Nullable Object table) {
    boolean takes(@Nullable Object wanted, String name) {
      return wanted == null || wanted.equals(name);
    }

    boolean takesSchema(String name) {
      return takes(schema, name);
    }

    boolean takesTable(String name) {
      return takes(table, name);
    }
  }

  private static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }

  private Stream<@Nullable Object[]> schemata(Cancellation cancellation) {
    List<String> names = new ArrayList<>(engine.store().databases(tenant, cancellation));
    names.add(SystemTable.SCHEMA);
    return names.stream().sorted().map(name -> row(tenant, name, null));
  }

  private Stream<SystemTable> systemTables(Wanted wanted) {
    return wanted.takesSchema(SystemTable.SCHEMA)
        ? engine.systemTables(tenant).stream().filter(system -> wanted.takesTable(system.name()))
        : Stream.empty();
  }

  private Stream<CollectionInfo> collections(Wanted wanted, Cancellation cancellation) {
    return tables(wanted, cancellation).filter(found -> !isView(found));
  }

  private boolean isView(CollectionInfo found) {
    return engine.viewQuery(found).isPresent();
  }

  private Stream<CollectionInfo> tables(Wanted wanted, Cancellation cancellation) {
    return engine.store().databases(tenant, cancellation).stream()
        .filter(wanted::takesSchema)
        .map(name -> new DatabaseName(tenant, name))
        .flatMap(
            database ->
                wanted.table() == null
                    ? engine.tables(database, cancellation).stream()
                    : named(database, wanted.table().toString(), cancellation).stream());
  }

  private Optional<CollectionInfo> named(
      DatabaseName database, String name, Cancellation cancellation) {
    return engine.table(database, name, cancellation);
  }

  private @Nullable Object[] systemTable(SystemTable system) {
    return row(
        tenant,
        SystemTable.SCHEMA,
        system.name(),
        SYSTEM_TABLE,
        system.remarks(),
        null,
        null,
        null);
  }

  private static @Nullable Object[] collection(CollectionInfo found) {
    return row(
        found.database().tenant(),
        found.database().database(),
        found.name(),
        "BASE TABLE",
        found.metadata().get("description") instanceof String description ? description : null,
        found.space().name().toLowerCase(Locale.ROOT),
        found.dimension(),
        found.id());
  }

  private static @Nullable Object[] view(CollectionInfo found) {
    return row(
        found.database().tenant(),
        found.database().database(),
        found.name(),
        "VIEW",
        null,
        null,
        null,
        null);
  }

  private @Nullable Object[] viewDefinition(CollectionInfo found) {
    return row(
        found.database().tenant(),
        found.database().database(),
        found.name(),
        engine.viewQuery(found).orElseThrow(),
        "NONE",
        "NO");
  }

  private static @Nullable Object[] constraint(CollectionInfo found) {
    String catalog = found.database().tenant();
    String schema = found.database().database();
    return row(catalog, schema, KEY_NAME, catalog, schema, found.name(), "PRIMARY KEY", "NO", "NO");
  }

  /** Of a routed table, an id is one only within its collection. */
  private Stream<@Nullable Object[]> keyColumns(CollectionInfo found) {
    return engine.isRouted(found)
        ? Stream.of(keyColumn(found, "_collection", 1), keyColumn(found, "id", 2))
        : Stream.<@Nullable Object[]>of(keyColumn(found, "id", 1));
  }

  private static @Nullable Object[] keyColumn(CollectionInfo found, String column, int position) {
    String catalog = found.database().tenant();
    String schema = found.database().database();
    return row(catalog, schema, KEY_NAME, catalog, schema, found.name(), column, position);
  }

  private static Stream<@Nullable Object[]> columns(List<ColumnDescription> columns) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (ColumnDescription column : columns) {
      rows.add(column(column, rows.size() + 1));
    }
    return rows.stream();
  }

  private static @Nullable Object[] column(ColumnDescription column, int position) {
    TypeDescription type = column.type();
    boolean exact = type.jdbcType() == Types.BIGINT || type.jdbcType() == Types.INTEGER;
    boolean number = exact || type.jdbcType() == Types.DOUBLE || type.jdbcType() == Types.REAL;
    return row(
        column.catalog(),
        column.schema(),
        column.table(),
        column.name(),
        position,
        null,
        type.nullable() ? "YES" : "NO",
        type.name(),
        type.precision() > 0 && type.jdbcType() == Types.VARCHAR ? type.precision() : null,
        number ? type.precision() : null,
        exact ? 0 : null,
        type.jdbcType() == Types.TIMESTAMP ? 3 : null);
  }
}
