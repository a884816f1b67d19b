package io.github.chromajdbc.index.catalogue;

import io.github.chromajdbc.index.definition.IndexDefinition;
import java.util.List;

/**
 * A definition that a file holds.
 *
 * @param collectionId the collection it was made for, which may be gone
 * @param physical the names of the SQLite indexes it uses
 */
public record CatalogueEntry(
    String collectionId, IndexDefinition definition, List<String> physical) {
  public CatalogueEntry {
    physical = List.copyOf(physical);
  }

  public String name() {
    return definition.name();
  }
}
