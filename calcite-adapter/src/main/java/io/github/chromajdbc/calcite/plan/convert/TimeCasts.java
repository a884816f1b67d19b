package io.github.chromajdbc.calcite.plan.convert;

import io.github.chromajdbc.calcite.function.ChromaFunctions;
import io.github.chromajdbc.calcite.function.TimeTexts;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Casts between texts and times as SQL has them: Calcite (1.42) makes 01:00:00 of the text {@code
 * 25:00:00}, and drops the fraction of a second when it makes a text.
 */
final class TimeCasts {
  private TimeCasts() {}

  /** The cast with what it takes replaced; what is no such cast as it is. */
  static RexNode mended(RexNode converted, RexBuilder rexBuilder) {
    if (!(converted instanceof RexCall cast)
        || !(cast.isA(SqlKind.CAST) || cast.isA(SqlKind.SAFE_CAST))
        || cast.getOperands().size() != 1) {
      return converted;
    }
    RexNode operand = cast.getOperands().get(0);
    SqlOperator function = function(cast, operand);
    if (function == null) {
      return converted;
    }
    RelDataTypeFactory types = rexBuilder.getTypeFactory();
    boolean nullable =
        operand.getType().isNullable() || function.equals(ChromaFunctions.TIME_OF_DAY_OR_NULL);
    RelDataType text =
        types.createTypeWithNullability(types.createSqlType(SqlTypeName.VARCHAR), nullable);
    return cast.clone(
        cast.getType(), List.of(rexBuilder.makeCall(text, function, List.of(operand))));
  }

  private static @Nullable SqlOperator function(RexCall cast, RexNode operand) {
    SqlTypeName from = operand.getType().getSqlTypeName();
    if (SqlTypeUtil.inCharFamily(cast.getType())) {
      return switch (from) {
        case TIMESTAMP -> ChromaFunctions.TEXT_OF_TIMESTAMP;
        case TIME -> ChromaFunctions.TEXT_OF_TIME;
        default -> null;
      };
    }
    if (cast.getType().getSqlTypeName() != SqlTypeName.TIME
        || !SqlTypeUtil.inCharFamily(operand.getType())
        || isTime(operand)) {
      return null;
    }
    return cast.isA(SqlKind.SAFE_CAST)
        ? ChromaFunctions.TIME_OF_DAY_OR_NULL
        : ChromaFunctions.TIME_OF_DAY;
  }

  private static boolean isTime(RexNode operand) {
    String text = operand instanceof RexLiteral literal ? literal.getValueAs(String.class) : null;
    return text != null && TimeTexts.isTimeOfDay(text);
  }
}
