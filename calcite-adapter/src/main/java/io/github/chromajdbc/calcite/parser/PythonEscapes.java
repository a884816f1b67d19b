package io.github.chromajdbc.calcite.parser;

import java.util.Map;

/** What stands between the quotes of a Python string, with its escapes. */
final class PythonEscapes {
  private static final Map<Character, Character> SIMPLE =
      Map.of(
          '\\', '\\', '\'', '\'', '"', '"', 'a', '\007', 'b', '\b', 'f', '\f', 'n', '\n', 'r', '\r',
          't', '\t', 'v', '\013');

  private static final Map<Character, Integer> HEX_DIGITS = Map.of('x', 2, 'u', 4, 'U', 8);

  private final String source;
  private final char quote;
  private final StringBuilder text = new StringBuilder();

  /**
   * @param quote what the string is quoted with: doubled, it stands for itself, as in SQL
   */
  PythonEscapes(String source, char quote) {
    this.source = source;
    this.quote = quote;
  }

  String decoded() {
    int position = 0;
    while (position < source.length()) {
      char c = source.charAt(position);
      if (c == '\\' && position + 1 < source.length()) {
        position = escape(position + 1);
      } else {
        text.append(c);
        position += c == quote ? 2 : 1;
      }
    }
    return text.toString();
  }

  /** Reads the escape that the character at {@code at} begins; answers where it ends. */
  private int escape(int at) {
    char c = source.charAt(at);
    Character simple = SIMPLE.get(c);
    Integer digits = HEX_DIGITS.get(c);
    if (simple != null) {
      text.append(simple.charValue());
      return at + 1;
    }
    if (c == '\n') {
      return at + 1; // a line that goes on
    }
    if (digits != null) {
      int end = at + 1 + digits;
      if (end <= source.length() && source.substring(at + 1, end).matches("[0-9a-fA-F]+")) {
        int codePoint = Integer.parseUnsignedInt(source.substring(at + 1, end), 16);
        if (Character.isValidCodePoint(codePoint)) {
          text.appendCodePoint(codePoint);
          return end;
        }
      }
    }
    text.append('\\').append(c);
    return at + 1;
  }
}
