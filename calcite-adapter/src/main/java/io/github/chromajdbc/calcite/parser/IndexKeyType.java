package io.github.chromajdbc.calcite.parser;

import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.Symbolizable;

/** The type of the values that an index covers, as Chroma tells them apart. */
public enum IndexKeyType implements Symbolizable {
  STRING,
  INT,
  FLOAT,
  BOOL;

  static Optional<IndexKeyType> of(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "STRING", "VARCHAR" -> Optional.of(STRING);
      case "INT", "INTEGER", "BIGINT" -> Optional.of(INT);
      case "FLOAT", "DOUBLE" -> Optional.of(FLOAT);
      case "BOOL", "BOOLEAN" -> Optional.of(BOOL);
      default -> Optional.empty();
    };
  }
}
