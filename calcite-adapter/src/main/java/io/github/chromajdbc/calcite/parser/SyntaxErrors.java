package io.github.chromajdbc.calcite.parser;

import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Says what is wrong with a text that does not parse. */
final class SyntaxErrors {
  private SyntaxErrors() {}

  static ChromaException explain(String sql, SqlParseException e) {
    if (e.getCause() instanceof SyntaxProblem problem) {
      return at(problem.position(), problem.sentence(), e);
    }
    SqlParserPos position = e.getPos() == null ? new SqlParserPos(1, 1) : e.getPos();
    return at(position, String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
  }

  private static ChromaException at(SqlParserPos position, String sentence, SqlParseException e) {
    return ChromaError.SYNTAX.causedBy(
        e,
        "Line %d, column %d: %s"
            .formatted(position.getLineNum(), position.getColumnNum(), sentence));
  }
}
