package io.github.chromajdbc.index.definition;

import io.github.chromajdbc.index.IndexProblem;
import java.util.Arrays;

/**
 * An index as a user defines it.
 *
 * @param name unique within its collection, case-sensitive, 1 to 200 characters
 * @param target what it speeds up
 */
public record IndexDefinition(String name, IndexTarget target) {

  public static final int LONGEST_NAME = 200;

  public IndexDefinition {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw IndexProblem.INVALID_DEFINITION.exception(
          "The name of an index has 1 to " + LONGEST_NAME + " characters, not all of them blank");
    }
    PlainText.require(name, "The name of an index");
  }

  /** An index on metadata keys. */
  public static IndexDefinition onKeys(String name, IndexedKey... keys) {
    return new IndexDefinition(name, new IndexTarget.MetadataKeys(Arrays.asList(keys)));
  }

  /** The index that reads a collection in record order: {@code CREATE INDEX name ON t (id)}. */
  public static IndexDefinition onRecords(String name) {
    return new IndexDefinition(name, new IndexTarget.RecordScan());
  }
}
