package io.github.chromajdbc.index.report;

import java.util.List;

/**
 * An index of SQLite, as the file holds it.
 *
 * @param columns in their order
 * @param unique whether it is unique
 * @param custom whether it was made here and not by Chroma
 * @param ddl the statement that made it, empty for the index of a PRIMARY KEY or UNIQUE
 */
public record StoredIndex(
    String name, String table, List<String> columns, boolean unique, boolean custom, String ddl) {
  public StoredIndex {
    columns = List.copyOf(columns);
  }
}
