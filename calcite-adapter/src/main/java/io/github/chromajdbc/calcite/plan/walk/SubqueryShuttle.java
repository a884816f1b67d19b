package io.github.chromajdbc.calcite.plan.walk;

import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Goes through a plan and the plans of the subqueries in its expressions. */
public abstract class SubqueryShuttle extends RelHomogeneousShuttle {

  /** Goes through an expression, and on into its subqueries. */
  public class Expressions extends RexShuttle {
    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
      RelNode rel = visited.rel.accept(SubqueryShuttle.this);
      return rel == visited.rel ? visited : visited.clone(rel);
    }
  }
}
