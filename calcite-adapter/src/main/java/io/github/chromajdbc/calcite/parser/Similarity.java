package io.github.chromajdbc.calcite.parser;

import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.Symbolizable;

/** The measure that SIMILARITY names. */
public enum Similarity implements Symbolizable {
  COSINE,
  L2,
  IP;

  static Optional<Similarity> of(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "COSINE" -> Optional.of(COSINE);
      case "L2" -> Optional.of(L2);
      case "IP" -> Optional.of(IP);
      default -> Optional.empty();
    };
  }
}
