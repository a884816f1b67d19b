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
 * 25:00:00}, and drops the fraction of a second when it makes a text. Texts may be as ISO 8601 has
 * them, with a T, since so most programs write times into metadata.
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
    if (!SqlTypeUtil.inCharFamily(operand.getType())) {
      return null;
    }
    String text = operand instanceof RexLiteral literal ? literal.getValueAs(String.class) : null;
    return switch (cast.getType().getSqlTypeName()) {
      case TIMESTAMP ->
          text != null && text.equals(TimeTexts.dateAndTime(text))
              ? null
              : ChromaFunctions.DATE_AND_TIME;
      case DATE ->
          text != null && text.equals(TimeTexts.date(text)) ? null : ChromaFunctions.DATE_OF_TEXT;
      case TIME -> text != null && TimeTexts.isTimeOfDay(text) ? null : timeOfDay(cast);
      default -> null;
    };
  }

  private static SqlOperator timeOfDay(RexCall cast) {
    return cast.isA(SqlKind.SAFE_CAST)
        ? ChromaFunctions.TIME_OF_DAY_OR_NULL
        : ChromaFunctions.TIME_OF_DAY;
  }
}
