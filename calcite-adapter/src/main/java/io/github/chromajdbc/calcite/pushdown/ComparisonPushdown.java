package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.calcite.catalog.ColumnType;
import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.catalog.TableColumn.Role;
import io.github.chromajdbc.calcite.pushdown.PushdownScope.Reference;
import io.github.chromajdbc.client.RecordFilter.Operator;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * {@code column operator value}, either way round.
 *
 * <p>Traps: Chroma orders numbers only; {@code $ne} also matches records that lack the key, which
 * SQL's {@code <>} does not, so numbers ask for "less or greater" instead and strings leave a
 * residual.
 */
final class ComparisonPushdown {
  private final PushdownScope scope;

  ComparisonPushdown(PushdownScope scope) {
    this.scope = scope;
  }

  Pushed comparison(RexCall call, boolean negated) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    SqlKind kind = negated ? call.getKind().negateNullSafe() : call.getKind();
    Reference reference = scope.reference(left);
    Operand operand = reference == null ? null : scope.operand(right);
    if (reference == null || operand == null) {
      reference = scope.reference(right);
      operand = reference == null ? null : scope.operand(left);
      kind = kind.reverse();
    }
    if (reference == null || operand == null) {
      return Pushed.nothing("compares no single column with a value");
    }
    return compare(reference, operatorOf(kind), operand);
  }

  static Operator operatorOf(SqlKind kind) {
    return switch (kind) {
      case EQUALS -> Operator.EQUAL;
      case NOT_EQUALS -> Operator.NOT_EQUAL;
      case LESS_THAN -> Operator.LESS;
      case LESS_THAN_OR_EQUAL -> Operator.LESS_OR_EQUAL;
      case GREATER_THAN -> Operator.GREATER;
      case GREATER_THAN_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
      default -> throw new IllegalArgumentException(kind.name());
    };
  }

  private static Pushed compare(Reference reference, Operator operator, Operand operand) {
    TableColumn column = reference.column();
    boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
    boolean negated = operator == Operator.NOT_EQUAL;
    if (column.role() == Role.DOCUMENT) {
      return equality
          ? Pushed.exactly(
              new Condition.DocumentText(Condition.TextMatch.EQUAL, negated, List.of(operand)))
          : Pushed.nothing("Chroma does not order documents");
    }
    if (column.role() != Role.METADATA_KEY) {
      return Pushed.nothing("Chroma has no filter on " + column.name() + " here");
    }
    String key = column.requireKey();
    return switch (column.type()) {
      case INTEGER, NUMBER ->
          reference.wholeNumbersOnly(
              new Condition.NumberComparison(
                  key,
                  column.type() == ColumnType.INTEGER,
                  reference.asDouble(),
                  operator,
                  operand));
      case TEXT, MIXED -> text(column, operator, operand);
      case BOOLEAN ->
          equality
              ? Pushed.exactly(new Condition.TruthComparison(key, negated, operand))
              : Pushed.nothing("Chroma orders numbers only");
      case EPOCH_SECONDS, EPOCH_MILLIS -> time(column, operator, operand);
      case ISO_TIME -> Pushed.nothing("Chroma orders numbers only");
      case TEXT_ARRAY, INTEGER_ARRAY, NUMBER_ARRAY, BOOLEAN_ARRAY, VECTOR, POSITION ->
          Pushed.nothing("Chroma compares no arrays");
    };
  }

  private static Pushed text(TableColumn column, Operator operator, Operand operand) {
    String key = column.requireKey();
    return switch (operator) {
      case EQUAL ->
          column.hasTextOnly()
              ? Pushed.exactly(new Condition.TextMembership(key, false, List.of(operand)))
              : Pushed.atLeast(
                  new Condition.MixedMembership(key, List.of(operand)), Pushed.SEVERAL_TYPES);
      case NOT_EQUAL ->
          column.type() == ColumnType.MIXED
              ? Pushed.nothing(Pushed.SEVERAL_TYPES)
              : Pushed.atLeast(
                  new Condition.TextMembership(key, true, List.of(operand)),
                  "Chroma's $ne also matches records without the key");
      default ->
          Pushed.nothing(
              column.type() == ColumnType.MIXED
                  ? Pushed.SEVERAL_TYPES
                  : "Chroma orders numbers only");
    };
  }

  /** A point in time that is stored as a number, compared within what rounding leaves open. */
  private static Pushed time(TableColumn column, Operator operator, Operand operand) {
    String key = column.requireKey();
    Condition.TimeComparison earliest =
        new Condition.TimeComparison(key, column.type(), Operator.GREATER_OR_EQUAL, operand);
    Condition.TimeComparison latest =
        new Condition.TimeComparison(key, column.type(), Operator.LESS_OR_EQUAL, operand);
    String reason = "stored times are rounded to milliseconds";
    return switch (operator) {
      case GREATER, GREATER_OR_EQUAL -> Pushed.atLeast(earliest, reason);
      case LESS, LESS_OR_EQUAL -> Pushed.atLeast(latest, reason);
      case EQUAL -> Pushed.atLeast(new Condition.And(List.of(earliest, latest)), reason);
      case NOT_EQUAL -> Pushed.nothing("it excludes one moment only");
    };
  }

  /** A boolean column as a predicate of its own. */
  Pushed booleanColumn(RexNode node, boolean negated) {
    Reference reference = scope.reference(node);
    if (reference == null || reference.column().type() != ColumnType.BOOLEAN) {
      return Pushed.nothing("no condition that Chroma has");
    }
    return Pushed.exactly(
        new Condition.Truth(reference.column().requireKey(), !negated, negated, false));
  }
}
