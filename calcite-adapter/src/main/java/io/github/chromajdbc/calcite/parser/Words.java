package io.github.chromajdbc.calcite.parser;

import org.apache.calcite.sql.SqlIdentifier;

/** What the generated parser asks about single words. */
public final class Words {
  private Words() {}

  /** Whether this token is written as an unquoted name, be it a keyword or not. */
  public static boolean isWord(String image) {
    return !image.isEmpty()
        && Character.isJavaIdentifierStart(image.charAt(0))
        && image.chars().allMatch(Character::isJavaIdentifierPart);
  }

  /** Whether an operand can begin with this token, as it must after TEXT. */
  public static boolean beginsOperand(String image) {
    if (image.isEmpty()) {
      return false;
    }
    char first = image.charAt(0);
    return Character.isJavaIdentifierStart(first)
        || Character.isDigit(first)
        || "'\"?({".indexOf(first) >= 0;
  }

  /** Requires that a name is this word, in any case. */
  public static void expect(SqlIdentifier found, String expected) {
    if (!found.getSimple().equalsIgnoreCase(expected)) {
      throw new SyntaxProblem(
          found.getParserPosition(),
          "Expected %s, found %s".formatted(expected, found.getSimple()));
    }
  }
}
