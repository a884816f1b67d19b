package io.github.chromajdbc.calcite.command;

import io.github.chromajdbc.calcite.catalog.StoredView;
import io.github.chromajdbc.calcite.parser.SqlShow;
import io.github.chromajdbc.calcite.route.RoutedTable;
import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.calcite.statement.PreparedQuery;
import io.github.chromajdbc.client.CollectionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/** SHOW and DESCRIBE. */
final class ShowCommands {
  private final CommandTables tables;
  private final IndexCommands indexes;
  private final RouteCommands routes;

  ShowCommands(CommandTables tables, IndexCommands indexes, RouteCommands routes) {
    this.tables = tables;
    this.indexes = indexes;
    this.routes = routes;
  }

  /** Null for what is not executed yet. */
  @Nullable PreparedQuery show(SqlShow show) {
    SqlIdentifier table = show.table();
    return switch (show.subject()) {
      case TABLES -> tables();
      case SCHEMAS -> schemas();
      case COLUMNS -> table == null ? null : columns(table);
      case INDEXES -> indexes.show(table);
      case ROUTES -> table == null ? null : routes.show(table);
    };
  }

  private PreparedQuery tables() {
    return Command.answering(
        execution -> {
          List<List<@Nullable String>> rows = new ArrayList<>();
          for (CollectionInfo table : tables.tables()) {
            Integer dimension = table.dimension();
            rows.add(
                row(table.name(), spaces(table), dimension == null ? null : dimension.toString()));
          }
          return rows;
        },
        "TABLE_NAME",
        "SPACE",
        "DIMENSION");
  }

  /** Of a routed table those of its collections; null for a view. */
  private @Nullable String spaces(CollectionInfo table) {
    if (StoredView.isDescribedBy(table)) {
      return null;
    }
    return tables.routed(table).map(RoutedTable::members).orElse(List.of(table)).stream()
        .map(collection -> collection.space().name().toLowerCase(Locale.ROOT))
        .distinct()
        .sorted()
        .collect(Collectors.joining("/"));
  }

  private PreparedQuery schemas() {
    return Command.answering(
        execution -> {
          List<List<@Nullable String>> rows = new ArrayList<>();
          tables.databases().forEach(name -> rows.add(row(name)));
          return rows;
        },
        "SCHEMA_NAME");
  }

  PreparedQuery columns(SqlIdentifier name) {
    return Command.answering(
        execution -> {
          List<List<@Nullable String>> rows = new ArrayList<>();
          for (ColumnDescription column : tables.columns(tables.table(name.names))) {
            rows.add(
                row(column.name(), column.type().name(), column.type().nullable() ? "YES" : "NO"));
          }
          return rows;
        },
        "COLUMN_NAME",
        "TYPE_NAME",
        "IS_NULLABLE");
  }

  static List<@Nullable String> row(@Nullable String... values) {
    return java.util.Arrays.asList(values);
  }
}
