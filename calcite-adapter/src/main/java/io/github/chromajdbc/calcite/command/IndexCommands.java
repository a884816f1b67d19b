package io.github.chromajdbc.calcite.command;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.parser.IndexKeyType;
import io.github.chromajdbc.calcite.parser.SqlCreateIndex;
import io.github.chromajdbc.calcite.parser.SqlDropIndex;
import io.github.chromajdbc.calcite.parser.SqlIndexKey;
import io.github.chromajdbc.calcite.parser.SqlRebuildIndex;
import io.github.chromajdbc.calcite.parser.SqlReindex;
import io.github.chromajdbc.calcite.statement.IndexAdministration;
import io.github.chromajdbc.calcite.statement.IndexAdministration.Index;
import io.github.chromajdbc.calcite.statement.PreparedQuery;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.error.ChromaError;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Index DDL and SHOW INDEXES. */
final class IndexCommands {
  private final CommandTables tables;
  private final @Nullable IndexAdministration administration;

  IndexCommands(CommandTables tables, @Nullable IndexAdministration administration) {
    this.tables = tables;
    this.administration = administration;
  }

  /**
   * @throws io.github.chromajdbc.error.ChromaException 0A000 when there is no way to the indexes
   */
  private IndexAdministration administration() {
    if (administration == null) {
      throw ChromaError.NOT_SUPPORTED.exception(
          "This connection has no way to the indexes: set the property indexFile to the server's"
              + " chroma.sqlite3, or indexUrl to the index sidecar that runs beside the server");
    }
    return administration;
  }

  PreparedQuery create(SqlCreateIndex create) {
    IndexAdministration indexes = administration();
    List<IndexAdministration.Key> keys = keys(create);
    return Command.doing(
        execution ->
            indexes.create(
                tables.collection(create.table().names),
                create.index().getSimple(),
                keys,
                create.ifNotExists(),
                execution.warnings(),
                execution.cancellation()));
  }

  private static List<IndexAdministration.Key> keys(SqlCreateIndex create) {
    List<IndexAdministration.Key> keys = new ArrayList<>();
    boolean records = false;
    for (SqlNode node : create.keys()) {
      SqlIndexKey key = (SqlIndexKey) node;
      String column = String.join(".", key.column().names);
      IndexKeyType type = key.type();
      if (column.regionMatches(
          true, 0, TableColumn.METADATA_PREFIX, 0, TableColumn.METADATA_PREFIX.length())) {
        keys.add(
            new IndexAdministration.Key(
                column.substring(TableColumn.METADATA_PREFIX.length()),
                type == null ? null : type.name()));
      } else if (column.equalsIgnoreCase("id") && type == null) {
        records = true;
      } else {
        throw ChromaError.INVALID_STATEMENT.exception(
            "An index covers metadata keys, as in (metadata.year INT), or the records of a collection,"
                + " as in (id); not "
                + column);
      }
    }
    if (records && !keys.isEmpty()) {
      throw ChromaError.INVALID_STATEMENT.exception(
          "An index on id covers nothing else: make one index for id and one for the keys");
    }
    return keys;
  }

  PreparedQuery drop(SqlDropIndex drop) {
    IndexAdministration indexes = administration();
    return Command.doing(
        execution -> {
          find(drop.index().getSimple(), drop.table(), drop.ifExists()).forEach(indexes::drop);
        });
  }

  PreparedQuery rebuild(SqlRebuildIndex rebuild) {
    IndexAdministration indexes = administration();
    return Command.doing(
        execution -> {
          for (Index index : find(rebuild.index().getSimple(), rebuild.table(), false)) {
            indexes.rebuild(index, execution.warnings(), execution.cancellation());
          }
        });
  }

  PreparedQuery reindex(SqlReindex reindex) {
    IndexAdministration indexes = administration();
    return Command.doing(
        execution -> {
          String id = tables.collection(reindex.table().names).id();
          for (Index index : indexes.list()) {
            if (index.collectionId().equals(id)) {
              indexes.rebuild(index, execution.warnings(), execution.cancellation());
            }
          }
        });
  }

  /**
   * The index of this name: exactly, else the only one but for upper and lower case. Collections
   * that are gone count only where no other has it, and then all do, since none can be named.
   */
  private List<Index> find(String name, @Nullable SqlIdentifier table, boolean ifExists) {
    String collection = table == null ? null : tables.collection(table.names).id();
    List<Index> named =
        administration().list().stream()
            .filter(index -> index.name().equalsIgnoreCase(name))
            .filter(index -> collection == null || index.collectionId().equals(collection))
            .toList();
    List<Index> exact = named.stream().filter(index -> index.name().equals(name)).toList();
    List<Index> alike = exact.isEmpty() ? named : exact;
    List<Index> live = alike.stream().filter(index -> index.table() != null).toList();
    if (live.size() > 1 || alike.stream().map(Index::name).distinct().count() > 1) {
      throw ChromaError.INVALID_STATEMENT.exception(
          "Several collections have an index " + name + ": say which with ON collection");
    }
    if (alike.isEmpty() && !ifExists) {
      throw ChromaError.INDEX_NOT_FOUND.exception(name);
    }
    return live.isEmpty() ? alike : live;
  }

  PreparedQuery show(@Nullable SqlIdentifier table) {
    IndexAdministration indexes = administration();
    return Command.answering(
        execution -> {
          CollectionInfo only = table == null ? null : tables.collection(table.names);
          List<List<@Nullable String>> rows = new ArrayList<>();
          for (Index index : indexes.list()) {
            if (only == null || only.id().equals(index.collectionId())) {
              rows.add(
                  ShowCommands.row(
                      index.name(),
                      index.database(),
                      index.table(),
                      index.keys().isEmpty()
                          ? "id"
                          : index.keys().stream()
                              .map(IndexCommands::written)
                              .collect(Collectors.joining(", ")),
                      index.state(),
                      String.join(", ", index.physicalNames()),
                      index.collectionId(),
                      index.warnings().isEmpty() ? null : String.join("; ", index.warnings())));
            }
          }
          return rows;
        },
        "INDEX_NAME",
        "TABLE_SCHEM",
        "TABLE_NAME",
        "KEYS",
        "STATE",
        "PHYSICAL_INDEXES",
        "COLLECTION_ID",
        "WARNINGS");
  }

  /** As DDL writes a key. */
  private static String written(IndexAdministration.Key key) {
    return key.type() == null ? key.path() : key.path() + " " + key.type();
  }
}
