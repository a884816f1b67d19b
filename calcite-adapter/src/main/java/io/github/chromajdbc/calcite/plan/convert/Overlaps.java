package io.github.chromajdbc.calcite.plan.convert;

import static org.apache.calcite.sql.fun.SqlStdOperatorTable.AND;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.CASE;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.EQUALS;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.GREATER_THAN;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.IS_NULL;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.LESS_THAN;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.NOT;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.NOT_EQUALS;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.OR;

import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexContext;

/**
 * {@code (a, b) OVERLAPS (c, d)} as ISO/IEC 9075-2 (8.14) has it: the end of a period is not part
 * of it, unless it is the start, too. To Calcite (1.42) periods overlap that only meet.
 */
final class Overlaps {
  /** A period with its ends in order; one that is NULL comes last. */
  private record Period(RexNode start, RexNode end) {}

  private final SqlRexContext context;
  private final RexBuilder rexBuilder;

  private Overlaps(SqlRexContext context) {
    this.context = context;
    this.rexBuilder = context.getRexBuilder();
  }

  static RexNode convert(SqlRexContext context, SqlCall call) {
    Overlaps overlaps = new Overlaps(context);
    return overlaps.overlap(overlaps.period(call.operand(0)), overlaps.period(call.operand(1)));
  }

  private Period period(SqlNode operand) {
    if (operand.getKind() != SqlKind.ROW) {
      RexNode point = context.convertExpression(operand);
      return new Period(point, point);
    }
    RexNode first = context.convertExpression(((SqlCall) operand).operand(0));
    RexNode second = context.convertExpression(((SqlCall) operand).operand(1));
    RexNode other =
        SqlTypeUtil.isInterval(second.getType())
            ? rexBuilder.makeCall(SqlStdOperatorTable.DATETIME_PLUS, first, second)
            : second;
    RexNode reversed =
        or(rexBuilder.makeCall(IS_NULL, first), rexBuilder.makeCall(LESS_THAN, other, first));
    return new Period(
        rexBuilder.makeCall(CASE, reversed, other, first),
        rexBuilder.makeCall(CASE, reversed, first, other));
  }

  private RexNode overlap(Period one, Period two) {
    RexNode together =
        and(
            rexBuilder.makeCall(EQUALS, one.start, two.start),
            or(
                rexBuilder.makeCall(NOT_EQUALS, one.end, two.end),
                rexBuilder.makeCall(EQUALS, one.end, two.end)));
    return RexUtil.flatten(
        rexBuilder, or(or(startsWithin(one, two), startsWithin(two, one)), together));
  }

  private RexNode startsWithin(Period late, Period early) {
    return and(
        rexBuilder.makeCall(GREATER_THAN, late.start, early.start),
        rexBuilder.makeCall(
            NOT,
            and(
                rexBuilder.makeCall(GREATER_THAN_OR_EQUAL, late.start, early.end),
                rexBuilder.makeCall(GREATER_THAN_OR_EQUAL, late.end, early.end))));
  }

  private RexNode and(RexNode left, RexNode right) {
    return rexBuilder.makeCall(AND, left, right);
  }

  private RexNode or(RexNode left, RexNode right) {
    return rexBuilder.makeCall(OR, left, right);
  }
}
