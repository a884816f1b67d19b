package io.github.chromajdbc.index.definition;

import io.github.chromajdbc.index.IndexProblem;

/** Text that SQLite can hold in its schema. */
final class PlainText {
  private PlainText() {}

  /** Refuses U+0000, which ends a statement in SQLite, and halves of surrogate pairs. */
  static void require(String text, String what) {
    if (text.indexOf('\0') >= 0) {
      throw IndexProblem.INVALID_DEFINITION.exception(what + " cannot hold the character U+0000");
    }
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(character)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (Character.isSurrogate(character)) {
        throw IndexProblem.INVALID_DEFINITION.exception(
            what + " cannot hold half of a surrogate pair, which is no character");
      }
    }
  }
}
