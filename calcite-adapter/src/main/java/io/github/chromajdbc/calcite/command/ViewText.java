package io.github.chromajdbc.calcite.command;

import io.github.chromajdbc.calcite.parser.SqlCreateView;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The text of a view as it stands in the statement that makes it. */
final class ViewText {
  private static final Pattern AS =
      Pattern.compile(
          "(?:\\s+|--[^\\n\\r]*|/\\*.*?\\*/)*AS\\b\\s*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private ViewText() {}

  /** The names of the columns, where they are given, AS and the query. */
  static String definition(SqlCreateView create, String sql) {
    SqlNodeList columns = create.columns();
    SqlParserPos head =
        columns == null ? create.view().getParserPosition() : columns.getParserPosition();
    SqlParserPos whole = create.getParserPosition();
    String rest =
        sql.substring(
            end(sql, head.getEndLineNum(), head.getEndColumnNum()),
            end(sql, whole.getEndLineNum(), whole.getEndColumnNum()));
    Matcher as = AS.matcher(rest);
    if (!as.lookingAt()) {
      throw new IllegalStateException("No AS where the query of a view begins: " + rest);
    }
    return (columns == null ? "" : names(columns) + " ") + "AS " + rest.substring(as.end());
  }

  private static String names(SqlNodeList columns) {
    return columns.stream()
        .map(SqlNode::toString)
        .map(name -> '"' + name.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /** The index after a character, given by line and column as the parser counts them, from 1. */
  private static int end(String sql, int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      while (sql.charAt(start) != '\n' && sql.charAt(start) != '\r') {
        start++;
      }
      start += sql.startsWith("\r\n", start) ? 2 : 1;
    }
    return start + column;
  }
}
