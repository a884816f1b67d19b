package io.github.chromajdbc.index.command;

import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexTarget;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.report.IndexInfo;
import io.github.chromajdbc.index.report.PhysicalIndexInfo;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Prints indexes as a table. */
final class IndexTable {
  private IndexTable() {}

  static void print(List<IndexInfo> indexes, PrintWriter out) {
    TextTable table =
        new TextTable("INDEX", "COLLECTION", "KEYS", "STATE", "PARTS", "ROWS", "BYTES");
    for (IndexInfo index : indexes) {
      String collection = index.collectionName();
      table.add(
          index.name(),
          collection == null ? index.collectionId() : collection,
          keys(index.definition()),
          index.state(),
          index.physical().size(),
          sum(index.physical().stream().map(PhysicalIndexInfo::rows).toList()),
          sum(index.physical().stream().map(PhysicalIndexInfo::bytes).toList()));
    }
    table.print(out);
    for (IndexInfo index : indexes) {
      index.warnings().forEach(warning -> out.println("! " + index.name() + ": " + warning));
    }
  }

  private static String keys(IndexDefinition definition) {
    if (definition.target() instanceof IndexTarget.MetadataKeys metadata) {
      return metadata.keys().stream().map(IndexTable::key).collect(Collectors.joining(", "));
    }
    return "id";
  }

  private static String key(IndexedKey key) {
    String types = key.types().stream().map(Enum::name).collect(Collectors.joining("|"));
    return key.hasAllTypes() ? key.key() : key.key() + " " + types;
  }

  /** A dash when nothing was counted. */
  private static String sum(List<Long> counts) {
    List<Long> known = counts.stream().filter(Objects::nonNull).toList();
    return known.isEmpty() ? "-" : String.valueOf(known.stream().mapToLong(Long::longValue).sum());
  }
}
