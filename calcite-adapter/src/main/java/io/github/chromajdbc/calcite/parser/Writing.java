package io.github.chromajdbc.calcite.parser;

import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** What the nodes have in common when they are written as SQL. */
final class Writing {
  private Writing() {}

  static void name(SqlWriter writer, SqlNode name) {
    name.unparse(writer, 0, 0);
  }

  /** The keyword and the node, or nothing where the node is null. */
  static void clause(SqlWriter writer, String keyword, @Nullable SqlNode node) {
    if (node != null) {
      writer.keyword(keyword);
      node.unparse(writer, 0, 0);
    }
  }

  static void keywordIf(SqlWriter writer, boolean wanted, String keyword) {
    if (wanted) {
      writer.keyword(keyword);
    }
  }

  /** The nodes in parentheses, separated by commas. */
  static void list(SqlWriter writer, SqlNodeList nodes) {
    SqlWriter.Frame frame = writer.startList("(", ")");
    for (SqlNode node : nodes) {
      writer.sep(",");
      node.unparse(writer, 0, 0);
    }
    writer.endList(frame);
  }

  static SqlLiteral flag(boolean value) {
    return SqlLiteral.createBoolean(value, SqlParserPos.ZERO);
  }
}
