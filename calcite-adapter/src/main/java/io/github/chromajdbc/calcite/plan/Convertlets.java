package io.github.chromajdbc.calcite.plan;

import io.github.chromajdbc.calcite.function.ChromaFunctions;
import io.github.chromajdbc.calcite.parser.ChromaOperators;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/** How operators become expressions of a plan: the infix predicates become functions. */
final class Convertlets implements SqlRexConvertletTable {
  static final Convertlets INSTANCE = new Convertlets();

  private Convertlets() {}

  @Override
  public @Nullable SqlRexConvertlet get(SqlCall call) {
    if (call.getOperator().equals(ChromaOperators.CONTAINS)) {
      return (context, contains) -> {
        List<RexNode> operands = operands(context::convertExpression, contains);
        boolean array = operands.get(0).getType().getSqlTypeName() == SqlTypeName.ARRAY;
        SqlOperator function = array ? ChromaFunctions.ARRAY_CONTAINS : ChromaFunctions.CONTAINS;
        return context.getRexBuilder().makeCall(function, operands);
      };
    }
    if (call.getOperator().equals(ChromaOperators.REGEX)) {
      return (context, regex) ->
          context
              .getRexBuilder()
              .makeCall(ChromaFunctions.MATCHES, operands(context::convertExpression, regex));
    }
    return StandardConvertletTable.INSTANCE.get(call);
  }

  private static List<RexNode> operands(
      java.util.function.Function<SqlNode, RexNode> convert, SqlCall call) {
    List<RexNode> operands = new ArrayList<>();
    call.getOperandList().forEach(operand -> operands.add(convert.apply(operand)));
    return operands;
  }
}
