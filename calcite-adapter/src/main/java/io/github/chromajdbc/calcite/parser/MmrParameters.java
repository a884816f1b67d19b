package io.github.chromajdbc.calcite.parser;

import java.util.Locale;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Gathers the parameters of RERANK BY MMR, in any order, while the generated parser reads them. */
public final class MmrParameters {
  private @Nullable SqlNode lambda;
  private @Nullable SqlNode candidates;

  public void set(SqlIdentifier name, SqlNode value) {
    switch (name.getSimple().toLowerCase(Locale.ROOT)) {
      case "lambda" -> lambda = once(name, lambda, value);
      case "candidates" -> candidates = once(name, candidates, value);
      default ->
          throw new SyntaxProblem(
              name.getParserPosition(),
              "RERANK BY MMR has the parameters lambda and candidates, not %s",
              name.getSimple());
    }
  }

  public SqlMmrRerank rerank(SqlParserPos position) {
    return new SqlMmrRerank(position, lambda, candidates);
  }

  private static SqlNode once(SqlIdentifier name, @Nullable SqlNode before, SqlNode value) {
    if (before != null) {
      throw new SyntaxProblem(
          name.getParserPosition(), "The parameter %s is given twice", name.getSimple());
    }
    return value;
  }
}
