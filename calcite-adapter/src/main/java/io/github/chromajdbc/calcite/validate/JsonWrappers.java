package io.github.chromajdbc.calcite.validate;

import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlJsonQueryWrapperBehavior;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlJsonQueryFunction;

/**
 * {@code JSON_QUERY(text, '$.tags[*]' WITH WRAPPER)}: what a path finds that can find several
 * values is a list already, around which Calcite (1.42) puts another.
 */
final class JsonWrappers {
  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");

  /** A wildcard, any depth, a filter, or brackets with several positions. */
  private static final Pattern OF_SEVERAL = Pattern.compile("\\*|\\.\\.|\\?|\\[[^]]*[,:]");

  private JsonWrappers() {}

  /** The call, without a second wrapper. */
  static SqlCall rewritten(SqlCall call) {
    if (!(call.getOperator() instanceof SqlJsonQueryFunction)
        || !(call.operand(1) instanceof SqlCharStringLiteral path)
        || !(call.operand(2) instanceof SqlLiteral wrapper)
        || wrapper.getValue() != SqlJsonQueryWrapperBehavior.WITH_UNCONDITIONAL_ARRAY
        || !findsSeveral(path.toValue())) {
      return call;
    }
    SqlNode[] operands = call.getOperandList().toArray(SqlNode[]::new);
    operands[2] =
        SqlLiteral.createSymbol(
            SqlJsonQueryWrapperBehavior.WITH_CONDITIONAL_ARRAY, wrapper.getParserPosition());
    return call.getOperator()
        .createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands);
  }

  private static boolean findsSeveral(String path) {
    return OF_SEVERAL.matcher(QUOTED.matcher(path).replaceAll("")).find();
  }
}
