package io.github.chromajdbc.calcite.parser;

import io.github.chromajdbc.calcite.parser.generated.ChromaParser;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/** Turns the text of one statement into its tree. Thread-safe. */
public final class ChromaSqlParser {
  private ChromaSqlParser() {}

  // A metadata key is a column name, and Chroma does not bound its length.
  private static final int MAX_NAME_LENGTH = 10_000;

  /** How names are read: {@code "..."} quotes, and names keep their case. */
  public static final SqlParser.Config CONFIG =
      SqlParser.config()
          .withParserFactory(ChromaParser.FACTORY)
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withQuotedCasing(Casing.UNCHANGED)
          .withUnquotedCasing(Casing.UNCHANGED)
          .withCaseSensitive(true)
          .withIdentifierMaxLength(MAX_NAME_LENGTH)
          .withConformance(SqlConformanceEnum.BABEL);

  /**
   * Parses one statement.
   *
   * @throws io.github.chromajdbc.error.ChromaException 42601, with line and column, 1-based, of
   *     what is wrong
   */
  public static SqlNode parse(String sql) {
    try {
      return SqlParser.create(sql, CONFIG).parseStmt();
    } catch (SqlParseException e) {
      throw SyntaxErrors.explain(sql, e);
    }
  }
}
