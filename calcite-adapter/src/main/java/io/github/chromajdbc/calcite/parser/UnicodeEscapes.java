package io.github.chromajdbc.calcite.parser;

import static java.util.Objects.requireNonNull;

import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Static;

/**
 * Escapes of {@code U&'...'}: {@code \00E9} of four digits, a UTF-16 unit, {@code \+01F600} of six,
 * a character, and the escape character twice for itself. The literal is of the character set of
 * all others, so that it can be compared with them; Calcite's is of UTF-16.
 */
public final class UnicodeEscapes {
  private static final int DIGITS = 4;
  private static final int DIGITS_AFTER_PLUS = 6;

  private UnicodeEscapes() {}

  /**
   * The literal with its escapes replaced.
   *
   * @param escape the escape character, 0 for none
   */
  public static SqlLiteral replaced(SqlLiteral literal, char escape) {
    if (escape == 0) {
      return literal;
    }
    NlsString written = requireNonNull(literal.getValueAs(NlsString.class));
    String text = written.getValue();
    StringBuilder replaced = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      if (c != escape) {
        replaced.append(c);
        i++;
      } else if (i + 1 < text.length() && text.charAt(i + 1) == escape) {
        replaced.append(escape);
        i += 2;
      } else {
        int digits = text.startsWith("+", i + 1) ? DIGITS_AFTER_PLUS : DIGITS;
        int start = digits == DIGITS ? i + 1 : i + 2;
        int codePoint = number(text, start, digits);
        if (codePoint < 0) {
          throw SqlUtil.newContextException(
              literal.getParserPosition(), Static.RESOURCE.unicodeEscapeMalformed(i));
        }
        replaced.appendCodePoint(codePoint);
        i = start + digits;
      }
    }
    return SqlLiteral.createCharString(replaced.toString(), null, literal.getParserPosition());
  }

  /** The number of a character in hexadecimal digits, -1 when they are none. */
  private static int number(String text, int start, int digits) {
    if (start + digits > text.length()) {
      return -1;
    }
    int number = 0;
    for (int i = start; i < start + digits; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      number = number * 16 + digit;
    }
    return Character.isValidCodePoint(number) ? number : -1;
  }
}
