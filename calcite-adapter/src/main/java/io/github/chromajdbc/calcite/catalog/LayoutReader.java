package io.github.chromajdbc.calcite.catalog;

import io.github.chromajdbc.calcite.statement.EngineOptions;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.MetadataSample;
import io.github.chromajdbc.client.ValueKind;
import io.github.chromajdbc.error.ChromaError;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Learns the metadata keys of a collection and their types: declared ones first, by the property
 * {@code columns} or by what the collection keeps, then what the collection's schema tells, then a
 * bounded sample.
 *
 * <p>The sample is read although there is a schema: the schema shows an array as its element's
 * type.
 */
final class LayoutReader {
  private final EngineOptions options;

  LayoutReader(EngineOptions options) {
    this.options = options;
  }

  /**
   * The columns of a collection.
   *
   * @param sampled where a sample is asked for
   */
  TableLayout read(CollectionInfo collection, ChromaStore sampled, Cancellation cancellation) {
    Map<String, Set<ValueKind>> kinds = describedKinds(collection);
    boolean all = collection.schemaKeys() != null || collection.dimension() == null;
    if (options.sampleSize() > 0 && collection.dimension() != null) {
      MetadataSample sample = sampled.sample(collection, options.sampleSize(), cancellation);
      addSample(sample, kinds);
      all |= sample.records() < options.sampleSize();
    }
    return layout(collection, kinds, all);
  }

  /** What can be told without a sample. */
  TableLayout ofDescription(CollectionInfo collection) {
    return layout(collection, describedKinds(collection), collection.schemaKeys() != null);
  }

  private static Map<String, Set<ValueKind>> describedKinds(CollectionInfo collection) {
    Map<String, Set<ValueKind>> kinds = new TreeMap<>();
    Map<String, Set<ValueKind>> schema = collection.schemaKeys();
    if (schema != null) {
      schema.forEach((key, seen) -> kinds.put(key, EnumSet.copyOf(seen)));
    }
    return kinds;
  }

  /**
   * @param all whether the kinds are those of all records
   */
  private TableLayout layout(
      CollectionInfo collection, Map<String, Set<ValueKind>> kinds, boolean all) {
    SortedMap<String, ColumnType> keys = new TreeMap<>();
    kinds.forEach((key, seen) -> keys.put(key, ColumnType.of(seen)));
    Set<String> uniform = all ? new HashSet<>(keys.keySet()) : new HashSet<>();
    return declared(collection, keys, uniform);
  }

  private static void addSample(MetadataSample sample, Map<String, Set<ValueKind>> kinds) {
    sample
        .kinds()
        .forEach(
            (key, seen) -> {
              Set<ValueKind> known =
                  kinds.computeIfAbsent(key, ignored -> EnumSet.noneOf(ValueKind.class));
              for (ValueKind kind : seen) {
                ValueKind element = elementOf(kind);
                if (element != null && !seen.contains(element)) {
                  known.remove(element);
                }
                known.add(kind);
              }
            });
  }

  private static @Nullable ValueKind elementOf(ValueKind kind) {
    return switch (kind) {
      case STRING_ARRAY -> ValueKind.STRING;
      case INT_ARRAY -> ValueKind.INT;
      case FLOAT_ARRAY -> ValueKind.FLOAT;
      case BOOL_ARRAY -> ValueKind.BOOL;
      case STRING, INT, FLOAT, BOOL -> null;
    };
  }

  /** The layout of a routed table: the keys of all its collections, with types that hold all. */
  TableLayout union(CollectionInfo table, Iterable<TableLayout> members) {
    SortedMap<String, ColumnType> keys = new TreeMap<>();
    Set<String> others = new HashSet<>();
    for (TableLayout member : members) {
      for (TableColumn column : member.columns()) {
        String key = column.key();
        if (key != null) {
          keys.merge(key, column.type(), ColumnType::union);
          if (!column.uniform()) {
            others.add(key);
          }
        }
      }
    }
    Set<String> uniform = new HashSet<>(keys.keySet());
    uniform.removeAll(others);
    return declared(table, keys, uniform).withCollectionShown();
  }

  /** The layout with declared types in place of those that were learned. */
  private TableLayout declared(
      CollectionInfo collection, SortedMap<String, ColumnType> learned, Set<String> uniform) {
    SortedMap<String, ColumnType> keys = new TreeMap<>(learned);
    addDeclared(collection, keys);
    uniform.removeIf(key -> keys.get(key) != learned.get(key));
    return TableLayout.of(keys, uniform, options);
  }

  /** What the collection keeps, and over it what the property says. */
  private void addDeclared(CollectionInfo collection, SortedMap<String, ColumnType> keys) {
    keys.putAll(KeptColumns.in(collection.metadata()));
    String prefix = collection.name() + ".";
    options
        .declaredColumns()
        .forEach(
            (name, typeName) -> {
              if (name.startsWith(prefix)) {
                ColumnType type = ColumnType.ofSqlName(typeName);
                if (type == null) {
                  throw ChromaError.INVALID_PROPERTY_VALUE.exception(
                      "columns", name + " " + typeName, "write " + ColumnType.DECLARABLE);
                }
                keys.put(name.substring(prefix.length()), type);
              }
            });
  }
}
