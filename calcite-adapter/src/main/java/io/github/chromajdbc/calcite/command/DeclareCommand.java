package io.github.chromajdbc.calcite.command;

import io.github.chromajdbc.calcite.catalog.ColumnType;
import io.github.chromajdbc.calcite.catalog.KeptColumns;
import io.github.chromajdbc.calcite.parser.SqlColumnDeclaration;
import io.github.chromajdbc.calcite.parser.SqlDeclareColumns;
import io.github.chromajdbc.calcite.route.RoutedTable;
import io.github.chromajdbc.calcite.statement.PreparedQuery;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.error.ChromaError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/**
 * ALTER TABLE ... DECLARE: the types are kept in the collection's metadata, those of a routed table
 * in that of each of its collections. What is declared stays beside what was; an empty list takes
 * all back.
 */
final class DeclareCommand {
  private final CommandTables tables;
  private final KeptDefinitions kept;

  DeclareCommand(CommandTables tables) {
    this.tables = tables;
    this.kept = new KeptDefinitions(tables);
  }

  PreparedQuery declare(SqlDeclareColumns declare) {
    Map<String, String> types = new LinkedHashMap<>();
    for (SqlNode node : declare.columns()) {
      SqlColumnDeclaration column = (SqlColumnDeclaration) node;
      String key = MetadataPaths.key(column.column());
      if (types.put(KeptColumns.metadataKey(key), type(column).declaration()) != null) {
        throw ChromaError.INVALID_STATEMENT.exception("metadata." + key + " is declared twice");
      }
    }
    return Command.doing(
        execution -> {
          CollectionInfo table = tables.changeable(declare.table().names);
          List<CollectionInfo> collections =
              tables.routed(table).map(RoutedTable::members).orElse(List.of(table));
          for (CollectionInfo collection : collections) {
            if (types.isEmpty()) {
              kept.removeAll(collection, KeptColumns::isMetadataKey, execution.cancellation());
            } else {
              kept.put(collection, types, execution.cancellation());
            }
          }
          tables.refresh();
        });
  }

  private static ColumnType type(SqlColumnDeclaration column) {
    String name = column.type().toString();
    if (column.format() instanceof SqlLiteral format) {
      name += " FROM '" + format.getValueAs(String.class) + "'";
    }
    ColumnType type = ColumnType.ofSqlName(name);
    if (type == null) {
      throw ChromaError.INVALID_STATEMENT.exception(
          column.column() + " cannot be " + name + ": write " + ColumnType.DECLARABLE);
    }
    return type;
  }
}
