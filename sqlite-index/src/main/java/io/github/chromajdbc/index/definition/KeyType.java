package io.github.chromajdbc.index.definition;

import io.github.chromajdbc.index.IndexProblem;
import java.util.Locale;

/** The type of the values of a metadata key: each is a column of its own in Chroma's tables. */
public enum KeyType {
  STRING,
  INT,
  FLOAT,
  BOOL;

  /** The column of {@code embedding_metadata} that holds values of this type. */
  public String column() {
    return name().toLowerCase(Locale.ROOT) + "_value";
  }

  /**
   * Reads a type by any of its names: {@code INT}, the column's {@code int_value}, or the SQL name
   * ({@code VARCHAR, BIGINT, DOUBLE, BOOLEAN} and their usual synonyms), in any case.
   *
   * @throws io.github.chromajdbc.index.IndexException 42000 for another name
   */
  public static KeyType parse(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "STRING", "STRING_VALUE", "STR", "VARCHAR", "CHAR", "TEXT" -> STRING;
      case "INT", "INT_VALUE", "INTEGER", "BIGINT", "LONG" -> INT;
      case "FLOAT", "FLOAT_VALUE", "DOUBLE", "REAL" -> FLOAT;
      case "BOOL", "BOOL_VALUE", "BOOLEAN" -> BOOL;
      default ->
          throw IndexProblem.INVALID_DEFINITION.exception(
              "'" + name + "' is no type of a metadata key: use STRING, INT, FLOAT or BOOL");
    };
  }
}
