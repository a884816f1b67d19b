package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.calcite.catalog.ColumnType;
import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.catalog.TableColumn.Role;
import io.github.chromajdbc.calcite.pushdown.PushdownScope.Reference;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlKind;

/**
 * IS NULL, IS TRUE and their negations.
 *
 * <p>Trap: Chroma has no {@code $exists}. A number is there when it is at least 0 or less than 0, a
 * document when it contains the empty text; of a string key nothing can be asked.
 */
final class NullTestPushdown {
  private final PushdownScope scope;

  NullTestPushdown(PushdownScope scope) {
    this.scope = scope;
  }

  /** {@code column IS NULL} when {@code wantNull}, else {@code IS NOT NULL}. */
  Pushed isNull(RexCall call, boolean wantNull) {
    Reference reference = scope.reference(call.getOperands().get(0));
    if (reference == null) {
      return Pushed.nothing("a test for NULL of an expression");
    }
    TableColumn column = reference.column();
    if (!column.nullable()) {
      return Pushed.exactly(wantNull ? new Condition.Never() : new Condition.And(List.of()));
    }
    if (column.role() == Role.DOCUMENT) {
      return Pushed.exactly(new Condition.DocumentPresent(!wantNull));
    }
    if (column.role() == Role.METADATA_KEY && column.type() == ColumnType.BOOLEAN) {
      return Pushed.exactly(
          new Condition.Truth(column.requireKey(), !wantNull, !wantNull, wantNull));
    }
    if (column.role() == Role.METADATA_KEY && column.type().isNumeric() && !wantNull) {
      return reference.wholeNumbersOnly(new Condition.NumberPresent(column.requireKey()));
    }
    return Pushed.nothing("Chroma cannot ask whether this value is there");
  }

  /** IS [NOT] TRUE and IS [NOT] FALSE of a boolean column. */
  Pushed truthTest(RexCall call, boolean negated) {
    Reference reference = scope.reference(call.getOperands().get(0));
    if (reference == null
        || reference.column().role() != Role.METADATA_KEY
        || reference.column().type() != ColumnType.BOOLEAN) {
      return Pushed.nothing("a truth test of an expression");
    }
    String key = reference.column().requireKey();
    SqlKind kind = negated ? call.getKind().negate() : call.getKind();
    return Pushed.exactly(
        switch (kind) {
          case IS_TRUE -> new Condition.Truth(key, true, false, false);
          case IS_FALSE -> new Condition.Truth(key, false, true, false);
          case IS_NOT_TRUE -> new Condition.Truth(key, false, true, true);
          default -> new Condition.Truth(key, true, false, true);
        });
  }
}
