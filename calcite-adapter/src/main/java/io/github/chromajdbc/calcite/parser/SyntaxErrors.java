package io.github.chromajdbc.calcite.parser;

import static org.apache.calcite.util.Static.RESOURCE;

import io.github.chromajdbc.calcite.parser.generated.ChromaParser;
import io.github.chromajdbc.calcite.parser.generated.ChromaParserConstants;
import io.github.chromajdbc.calcite.parser.generated.ParseException;
import io.github.chromajdbc.calcite.parser.generated.Token;
import io.github.chromajdbc.calcite.parser.generated.TokenMgrError;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Says what is wrong with a text that does not parse: one sentence and its place. */
final class SyntaxErrors {
  private static final Set<Integer> SEARCH_CLAUSES =
      Set.of(
          ChromaParserConstants.USING,
          ChromaParserConstants.TOPK,
          ChromaParserConstants.SIMILARITY,
          ChromaParserConstants.WHERE_DOCUMENT,
          ChromaParserConstants.RERANK);

  // Where one of these is wrong, something before it is missing.
  private static final Set<Integer> CLAUSE_WORDS =
      Set.of(
          ChromaParserConstants.AND,
          ChromaParserConstants.AS,
          ChromaParserConstants.BY,
          ChromaParserConstants.CREATE,
          ChromaParserConstants.DELETE,
          ChromaParserConstants.DESCRIBE,
          ChromaParserConstants.DROP,
          ChromaParserConstants.ELSE,
          ChromaParserConstants.EXPLAIN,
          ChromaParserConstants.FROM,
          ChromaParserConstants.HAVING,
          ChromaParserConstants.IN,
          ChromaParserConstants.INSERT,
          ChromaParserConstants.INTO,
          ChromaParserConstants.IS,
          ChromaParserConstants.JOIN,
          ChromaParserConstants.LIKE,
          ChromaParserConstants.MERGE,
          ChromaParserConstants.ON,
          ChromaParserConstants.OR,
          ChromaParserConstants.SELECT,
          ChromaParserConstants.SET,
          ChromaParserConstants.THEN,
          ChromaParserConstants.UNION,
          ChromaParserConstants.UPDATE,
          ChromaParserConstants.USING,
          ChromaParserConstants.VALUES,
          ChromaParserConstants.WHEN,
          ChromaParserConstants.WHERE,
          ChromaParserConstants.WITH);

  // What follows them in DATE '2024-01-01' is missing where they are meant as names.
  private static final Set<Integer> DATE_WORDS =
      Set.of(
          ChromaParserConstants.DATE, ChromaParserConstants.TIME, ChromaParserConstants.TIMESTAMP);

  private static final Set<Integer> ROWS =
      Set.of(ChromaParserConstants.ROW, ChromaParserConstants.ROWS);

  private static final int LONGEST_SHOWN = 60;

  private SyntaxErrors() {}

  /**
   * The error to throw.
   *
   * @param parser the one that failed
   * @param failure what it threw
   */
  static ChromaException explain(String sql, ChromaParser parser, Throwable failure) {
    if (failure instanceof ParseException e && isWithTies(e)) {
      return ChromaError.NOT_SUPPORTED.causedBy(
          failure,
          "FETCH ... WITH TIES is not supported: write QUALIFY RANK() OVER (ORDER BY ...) <= n before"
              + " the ORDER BY of the query");
    }
    Problem problem = problem(sql, parser, failure);
    Optional<UnclosedText> unclosed = UnclosedText.find(sql);
    if (unclosed.isPresent() && !problem.isBefore(unclosed.get().position())) {
      UnclosedText text = unclosed.get();
      problem =
          new Problem(
              text.position(),
              "This " + text.what() + " is not closed: " + text.close() + " is missing");
    }
    return ChromaError.SYNTAX.causedBy(
        failure,
        String.format(
            Locale.ROOT,
            "Line %d, column %d: %s",
            problem.position().getLineNum(),
            problem.position().getColumnNum(),
            onOneLine(problem.sentence())));
  }

  private static boolean isWithTies(ParseException failure) {
    return failure.currentToken != null
        && ROWS.contains(failure.currentToken.kind)
        && failure.currentToken.next.kind == ChromaParserConstants.WITH;
  }

  private record Problem(SqlParserPos position, String sentence) {
    boolean isBefore(SqlParserPos other) {
      int line = position.getLineNum();
      return line == other.getLineNum()
          ? position.getColumnNum() < other.getColumnNum()
          : line < other.getLineNum();
    }
  }

  private static Problem problem(String sql, ChromaParser parser, Throwable failure) {
    if (failure instanceof SyntaxProblem problem) {
      return new Problem(problem.position(), problem.sentence());
    }
    if (failure instanceof ParseException e && e.currentToken != null) {
      return unexpected(Expectations.of(e));
    }
    if (failure instanceof TokenMgrError) {
      SqlParserPos position = parser.normalizeException(failure).getPos();
      return new Problem(position, unknownCharacter(sql, position));
    }
    if (failure instanceof CalciteContextException e && e.getCause() != null) {
      return new Problem(
          new SqlParserPos(e.getPosLine(), e.getPosColumn()),
          reworded(String.valueOf(e.getCause().getMessage())));
    }
    return new Problem(lastToken(parser), String.valueOf(failure.getMessage()));
  }

  /** Calcite's sentence, or ours where Calcite's speaks to its developers. */
  private static String reworded(String sentence) {
    if (sentence.equals(RESOURCE.illegalNonQueryExpression().str())) {
      return "A query is expected here, not an expression";
    }
    if (sentence.equals(RESOURCE.illegalQueryExpression().str())) {
      return "A query cannot stand here";
    }
    return sentence;
  }

  private static SqlParserPos lastToken(ChromaParser parser) {
    return new SqlParserPos(
        Math.max(1, parser.token.beginLine), Math.max(1, parser.token.beginColumn));
  }

  private static Problem unexpected(Expectations expectations) {
    Token found = expectations.found();
    Token last = expectations.last();
    String expected = expectations.phrase();
    String continued = expected == null ? "" : ": expected " + expected;
    if (found.kind == ChromaParserConstants.EOF) {
      return last.kind == ChromaParserConstants.EOF
          ? new Problem(new SqlParserPos(1, 1), "The statement is empty")
          : new Problem(
              new SqlParserPos(last.endLine, last.endColumn + 1),
              "The statement ends too early" + continued);
    }
    if (DATE_WORDS.contains(last.kind) && expectations.expectsString()) {
      return new Problem(position(last), reservedWord(last));
    }
    return new Problem(position(found), sentence(expectations, found, last, continued));
  }

  private static String sentence(
      Expectations expectations, Token found, Token last, String continued) {
    if (last.kind == ChromaParserConstants.SEMICOLON) {
      return "A second statement begins here: give one statement at a time";
    }
    if (found.kind == ChromaParserConstants.SEMICOLON && last.kind == ChromaParserConstants.EOF) {
      return "The statement is empty";
    }
    if (SEARCH_CLAUSES.contains(found.kind) && expectations.couldEnd()) {
      return found.image
          + " cannot stand here: the search clauses follow FROM or WHERE, before GROUP BY, ORDER BY and LIMIT";
    }
    if (isInsideString(last, found)) {
      return "The string ends before "
          + shown(found)
          + ": a quote inside a string is written twice, 'it''s'";
    }
    if (found.kind == ChromaParserConstants.DECIMAL_NUMERIC_LITERAL
        && found.image.startsWith(".")) {
      return "A name that begins with a digit is written in double quotes: .\""
          + found.image.substring(1)
          + "\"";
    }
    if (expectations.expectsName() && couldBeMeantAsName(found)) {
      return reservedWord(found);
    }
    return Words.quoteSign(shown(found)) + " is not expected here" + continued;
  }

  private static String reservedWord(Token word) {
    return word.image + " is a reserved word: as a name it is written \"" + word.image + "\"";
  }

  private static SqlParserPos position(Token token) {
    return new SqlParserPos(token.beginLine, token.beginColumn);
  }

  /** A token as a message shows it: a long one is cut. */
  private static String shown(Token token) {
    return token.image.length() <= LONGEST_SHOWN
        ? token.image
        : token.image.substring(0, LONGEST_SHOWN) + "...";
  }

  private static String onOneLine(String sentence) {
    return sentence.replaceAll("\\p{Cntrl}", " ");
  }

  private static boolean isInsideString(Token last, Token found) {
    return last.kind == ChromaParserConstants.QUOTED_STRING
        && last.endLine == found.beginLine
        && last.endColumn + 1 == found.beginColumn
        && Words.isWord(found.image);
  }

  /** Of a reserved word where a name is possible: a column called order, but not ORDER BY. */
  private static boolean couldBeMeantAsName(Token found) {
    return found.kind != ChromaParserConstants.IDENTIFIER
        && Words.isWord(found.image)
        && !CLAUSE_WORDS.contains(found.kind)
        && (found.next == null || found.next.kind != ChromaParserConstants.BY);
  }

  private static String unknownCharacter(String sql, SqlParserPos position) {
    return sql.lines()
        .skip(position.getLineNum() - 1L)
        .findFirst()
        .filter(line -> line.length() >= position.getColumnNum())
        .map(line -> line.substring(position.getColumnNum() - 1))
        .map(
            rest ->
                "The character "
                    + rest.substring(0, rest.offsetByCodePoints(0, 1))
                    + " has no meaning here")
        .orElse("The statement ends too early");
  }
}
