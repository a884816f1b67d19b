package io.github.chromajdbc.calcite.parser;

import java.io.Serial;
import java.util.Locale;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What a production finds wrong beyond what the grammar itself says, and where. */
public final class SyntaxProblem extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient SqlParserPos position;

  /** The template's arguments are filled in as by {@link String#format}. */
  SyntaxProblem(SqlParserPos position, String template, Object... arguments) {
    super(String.format(Locale.ROOT, template, arguments));
    this.position = position;
  }

  SqlParserPos position() {
    return position;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
