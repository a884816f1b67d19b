package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.error.ChromaError;
import java.util.Locale;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code DATE_TRUNC('month', t)}, as PostgreSQL has it and tools send it, as {@code FLOOR(t TO
 * MONTH)}. Its weeks begin on Mondays, those of FLOOR on Sundays.
 */
final class DateTruncation {
  private DateTruncation() {}

  /** The call as described, or the call itself. */
  static SqlCall rewritten(SqlCall call) {
    if (!call.getOperator().isName("DATE_TRUNC", false) || call.operandCount() != 2) {
      return call;
    }
    SqlParserPos position = call.getParserPosition();
    TimeUnit unit = unit(call.operand(0));
    SqlNode time = call.operand(1);
    if (unit != TimeUnit.WEEK) {
      return floor(time, unit, position);
    }
    SqlNode day = SqlLiteral.createInterval(1, "1", qualifier(TimeUnit.DAY, position), position);
    return SqlStdOperatorTable.PLUS.createCall(
        position,
        floor(SqlStdOperatorTable.MINUS.createCall(position, time, day), unit, position),
        day);
  }

  private static SqlCall floor(SqlNode time, TimeUnit unit, SqlParserPos position) {
    return SqlStdOperatorTable.FLOOR.createCall(position, time, qualifier(unit, position));
  }

  private static SqlIntervalQualifier qualifier(TimeUnit unit, SqlParserPos position) {
    return new SqlIntervalQualifier(unit, null, position);
  }

  private static TimeUnit unit(SqlNode node) {
    String name =
        node instanceof SqlCharStringLiteral text ? text.getValueAs(String.class) : node.toString();
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "second" -> TimeUnit.SECOND;
      case "minute" -> TimeUnit.MINUTE;
      case "hour" -> TimeUnit.HOUR;
      case "day" -> TimeUnit.DAY;
      case "week" -> TimeUnit.WEEK;
      case "month" -> TimeUnit.MONTH;
      case "quarter" -> TimeUnit.QUARTER;
      case "year" -> TimeUnit.YEAR;
      default ->
          throw ChromaError.INVALID_PARAMETER_VALUE.exception(
              "DATE_TRUNC cannot round to "
                  + name
                  + ". Write 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter' or"
                  + " 'year'");
    };
  }
}
