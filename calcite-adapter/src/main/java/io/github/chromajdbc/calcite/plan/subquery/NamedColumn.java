package io.github.chromajdbc.calcite.plan.subquery;

import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * A column of a row around.
 *
 * @param row the variable that stands for the row
 * @param position of the column, 0-based
 */
record NamedColumn(CorrelationId row, int position) {

  /** Those that the expressions of a node name, not those of its inputs. */
  static Set<NamedColumn> of(RelNode rel) {
    Set<NamedColumn> columns = new HashSet<>();
    rel.accept(
        new RexShuttle() {
          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            if (access.getReferenceExpr() instanceof RexCorrelVariable variable) {
              columns.add(new NamedColumn(variable.id, access.getField().getIndex()));
            }
            return super.visitFieldAccess(access);
          }
        });
    return columns;
  }
}
