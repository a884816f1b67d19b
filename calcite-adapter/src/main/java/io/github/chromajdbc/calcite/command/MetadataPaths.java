package io.github.chromajdbc.calcite.command;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.error.ChromaError;
import org.apache.calcite.sql.SqlIdentifier;

/** Metadata keys as statements about tables name them. */
final class MetadataPaths {
  private MetadataPaths() {}

  /**
   * The key of {@code metadata.KEY}.
   *
   * @throws io.github.chromajdbc.error.ChromaException 42000 for another name
   */
  static String key(SqlIdentifier path) {
    String column = String.join(".", path.names);
    int prefix = TableColumn.METADATA_PREFIX.length();
    if (!column.regionMatches(true, 0, TableColumn.METADATA_PREFIX, 0, prefix)
        || column.length() == prefix) {
      throw ChromaError.INVALID_STATEMENT.exception(
          "Metadata keys are named with their prefix, as in metadata.model; " + column + " is not");
    }
    return column.substring(prefix);
  }
}
