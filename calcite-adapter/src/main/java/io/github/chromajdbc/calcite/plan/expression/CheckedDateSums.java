package io.github.chromajdbc.calcite.plan.expression;

import io.github.chromajdbc.calcite.function.ChromaFunctions;
import io.github.chromajdbc.calcite.plan.walk.SubqueryShuttle;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * A date or a point in time with an interval added, checked: Calcite (1.42) leaves SQL's years or
 * an int without a word. A time of day goes round the clock, as it should.
 */
public final class CheckedDateSums extends SubqueryShuttle {
  private CheckedDateSums() {}

  public static RelNode rewrite(RelNode rel) {
    return rel.accept(new CheckedDateSums());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other);
    return visited.accept(new Sums(visited.getCluster().getRexBuilder()));
  }

  private final class Sums extends Expressions {
    private final RexBuilder rexBuilder;

    Sums(RexBuilder rexBuilder) {
      this.rexBuilder = rexBuilder;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      RexNode visited = super.visitCall(call);
      if (!(visited instanceof RexCall inside)) {
        return visited;
      }
      if (inside.isA(SqlKind.TIMES) && SqlTypeName.YEAR_INTERVAL_TYPES.contains(nameOf(inside))) {
        return inside.clone(
            inside.getType(), inside.getOperands().stream().map(this::asInteger).toList());
      }
      return isSum(inside) ? checked(inside) : visited;
    }

    /** Months are an int: generated code takes the lower half of a product with a BIGINT. */
    private RexNode asInteger(RexNode factor) {
      RelDataTypeFactory types = rexBuilder.getTypeFactory();
      return nameOf(factor) == SqlTypeName.BIGINT
          ? rexBuilder.makeCast(
              types.createTypeWithNullability(
                  types.createSqlType(SqlTypeName.INTEGER), factor.getType().isNullable()),
              factor)
          : factor;
    }

    private RexNode checked(RexCall sum) {
      RelDataType type = sum.getType();
      RexNode interval = sum.getOperands().get(1);
      SqlOperator function =
          function(type, SqlTypeName.YEAR_INTERVAL_TYPES.contains(nameOf(interval)));
      if (function == null) {
        return sum;
      }
      RexNode amount =
          sum.getOperator().equals(SqlStdOperatorTable.MINUS_DATE)
              ? negated(interval, rexBuilder)
              : interval;
      RexNode time = rexBuilder.ensureType(type, sum.getOperands().get(0), true);
      return rexBuilder.makeCall(type, function, List.of(time, amount));
    }
  }

  /** A literal stays one, so that what repeats a condition can be seen to do so. */
  private static RexNode negated(RexNode interval, RexBuilder rexBuilder) {
    BigDecimal amount =
        interval instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
    SqlIntervalQualifier qualifier = interval.getType().getIntervalQualifier();
    return amount == null || qualifier == null
        ? rexBuilder.makeCall(SqlStdOperatorTable.UNARY_MINUS, interval)
        : rexBuilder.makeIntervalLiteral(amount.negate(), qualifier);
  }

  private static boolean isSum(RexCall call) {
    return (call.getOperator().equals(SqlStdOperatorTable.DATETIME_PLUS)
            || call.getOperator().equals(SqlStdOperatorTable.MINUS_DATE))
        && call.getOperands().size() == 2
        && SqlTypeUtil.isInterval(call.getOperands().get(1).getType());
  }

  private static @Nullable SqlOperator function(RelDataType type, boolean ofMonths) {
    return switch (type.getSqlTypeName()) {
      case DATE -> ofMonths ? ChromaFunctions.MONTHS_LATER : ChromaFunctions.DAYS_LATER;
      case TIMESTAMP -> ofMonths ? ChromaFunctions.MONTHS_AFTER_TIME : ChromaFunctions.TIME_LATER;
      default -> null;
    };
  }

  private static SqlTypeName nameOf(RexNode node) {
    return node.getType().getSqlTypeName();
  }
}
