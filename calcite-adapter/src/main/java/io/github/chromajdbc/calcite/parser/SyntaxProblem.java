package io.github.chromajdbc.calcite.parser;

import java.io.Serial;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What a production finds wrong beyond what the grammar itself says, and where. */
public final class SyntaxProblem extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient SqlParserPos position;

  SyntaxProblem(SqlParserPos position, String sentence) {
    super(sentence);
    this.position = position;
  }

  SqlParserPos position() {
    return position;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
