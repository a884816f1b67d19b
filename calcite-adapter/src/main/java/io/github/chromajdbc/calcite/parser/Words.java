package io.github.chromajdbc.calcite.parser;

import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What the generated parser asks about single words. */
public final class Words {
  private static final Set<String> STATEMENT_BEGINNINGS =
      Set.of(
          "(",
          "SELECT",
          "WITH",
          "VALUES",
          "TABLE",
          "INSERT",
          "UPSERT",
          "UPDATE",
          "DELETE",
          "MERGE",
          "TRUNCATE",
          "CREATE",
          "ALTER",
          "DROP",
          "REINDEX",
          "SHOW",
          "DESCRIBE",
          "EXPLAIN");

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
          found.getParserPosition(), "Expected %s, found %s", expected, found.getSimple());
    }
  }

  /** Whether a statement can begin with this token. None can begin with nothing, or end at once. */
  public static boolean beginsStatement(String image) {
    return image.isEmpty()
        || image.equals(";")
        || STATEMENT_BEGINNINGS.contains(image.toUpperCase(Locale.ROOT));
  }

  /** The error that a statement begins with this token. */
  public static SyntaxProblem noStatement(String image, SqlParserPos position) {
    return new SyntaxProblem(
        position,
        "No statement begins with %s: it begins with SELECT, INSERT, UPDATE, DELETE, CREATE or another word for what to do",
        quoteSign(image));
  }

  /** Words stand in a sentence as they are, signs in quotes: a comma is no word of it. */
  static String quoteSign(String image) {
    return isWord(image) || image.equals("?") || image.startsWith("'") ? image : "'" + image + "'";
  }
}
