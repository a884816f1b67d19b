package io.github.chromajdbc.index.report;

import io.github.chromajdbc.index.definition.IndexDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index as it stands in the file.
 *
 * @param collectionName null when the collection is gone, as tenant and database are then
 * @param physical the SQLite indexes it consists of
 * @param warnings sentences about what this index costs or does not do; empty when all is well
 */
public record IndexInfo(
    IndexDefinition definition,
    String collectionId,
    @Nullable String tenant,
    @Nullable String database,
    @Nullable String collectionName,
    State state,
    List<PhysicalIndexInfo> physical,
    List<String> warnings) {

  /** Whether an index does its work. */
  public enum State {
    /** Complete, in the form that the file's schema asks for. */
    READY,
    /** A part is missing, or the schema has changed since: rebuild it. */
    INCOMPLETE,
    /** Its collection was deleted: drop it. */
    ORPHAN
  }

  public IndexInfo {
    physical = List.copyOf(physical);
    warnings = List.copyOf(warnings);
  }

  public String name() {
    return definition.name();
  }

  /** The same with other warnings. */
  public IndexInfo withWarnings(List<String> other) {
    return new IndexInfo(
        definition, collectionId, tenant, database, collectionName, state, physical, other);
  }
}
