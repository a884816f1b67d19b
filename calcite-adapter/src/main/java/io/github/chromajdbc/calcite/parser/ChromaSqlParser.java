package io.github.chromajdbc.calcite.parser;

import io.github.chromajdbc.calcite.parser.generated.ChromaParser;
import io.github.chromajdbc.calcite.parser.generated.ParseException;
import io.github.chromajdbc.calcite.parser.generated.TokenMgrError;
import io.github.chromajdbc.error.ChromaError;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;
import org.apache.calcite.util.SourceStringReader;

/**
 * Turns the text of one statement into its tree. Thread-safe.
 *
 * <p>The tree is made of Calcite's nodes, of {@link SqlSearch} where a SELECT has search clauses,
 * and of {@link ChromaStatement}s. {@code metadata.a.b} is an identifier of three parts. Strings in
 * double quotes, which ChromaSQL has, are names here: see {@link LenientStrings}.
 */
public final class ChromaSqlParser {
  private ChromaSqlParser() {}

  // A metadata key is a column name, and Chroma does not bound its length.
  private static final int MAX_NAME_LENGTH = 10_000;

  // 'x' after an expression is a missing comma or operator far more often than an alias.
  private static final SqlConformance CONFORMANCE =
      new SqlDelegatingConformance(SqlConformanceEnum.BABEL) {
        @Override
        public boolean allowCharLiteralAlias() {
          return false;
        }

        // ROW(a, b), which the standard has beside (a, b).
        @Override
        public boolean allowExplicitRowValueConstructor() {
          return true;
        }

        // value:field is for VARIANT, which there is not.
        @Override
        public boolean isColonFieldAccessAllowed() {
          return false;
        }
      };

  /** How names are read: {@code "..."} quotes, and names keep their case. */
  public static final SqlParser.Config CONFIG =
      SqlParser.config()
          .withParserFactory(ChromaParser.FACTORY)
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withQuotedCasing(Casing.UNCHANGED)
          .withUnquotedCasing(Casing.UNCHANGED)
          .withCaseSensitive(true)
          .withIdentifierMaxLength(MAX_NAME_LENGTH)
          .withConformance(CONFORMANCE);

  /**
   * Parses one statement.
   *
   * @throws io.github.chromajdbc.error.ChromaException 42601, with line and column, 1-based, of
   *     what is wrong; 54000 when it is nested too deeply
   */
  public static SqlNode parse(String sql) {
    ChromaParser parser = parser(sql);
    try {
      return parser.parseSqlStmtEof();
    } catch (StackOverflowError e) {
      throw ChromaError.LIMIT_EXCEEDED.causedBy(
          e, "The statement is nested too deeply: give it with fewer parentheses");
    } catch (ParseException
        | TokenMgrError
        | SyntaxProblem
        | SqlParseException
        | CalciteException
        | IllegalArgumentException e) {
      throw SyntaxErrors.explain(sql, parser, e);
    } catch (Exception e) {
      throw ChromaError.INTERNAL.causedBy(e, e);
    }
  }

  /** As {@link SqlParser} sets one up, which would wrap the generated exceptions and lose parts. */
  private static ChromaParser parser(String sql) {
    // The parser's buffer is as long as the text, and one of no length breaks it.
    String text = sql.isEmpty() ? " " : sql;
    ChromaParser parser =
        (ChromaParser) CONFIG.parserFactory().getParser(new SourceStringReader(text));
    parser.setTabSize(1);
    parser.setQuotedCasing(CONFIG.quotedCasing());
    parser.setUnquotedCasing(CONFIG.unquotedCasing());
    parser.setIdentifierMaxLength(CONFIG.identifierMaxLength());
    parser.setConformance(CONFIG.conformance());
    parser.switchTo(SqlAbstractParserImpl.LexicalState.forConfig(CONFIG));
    return parser;
  }
}
