package io.github.chromajdbc.index.catalogue;

import java.util.List;

/**
 * A definition that a file holds and this version does not understand, as a later one may write it.
 *
 * @param name of the empty index that keeps it
 * @param collectionId the collection it was made for
 * @param physical the names of the SQLite indexes it uses
 */
public record UnreadableEntry(String name, String collectionId, List<String> physical) {
  public UnreadableEntry {
    physical = List.copyOf(physical);
  }
}
