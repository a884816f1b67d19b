package io.github.chromajdbc.calcite.plan.expression;

import io.github.chromajdbc.calcite.function.ChromaFunctions;
import io.github.chromajdbc.calcite.rel.RelInputs;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Makes 0 of the -0 that {@code x * -1} computes of 0, where rows are grouped, joined, sorted or
 * compared with each other as wholes. To SQL the two are equal, to {@link Double#equals} and {@link
 * Double#compare} they are not. A comparison by an operator knows better.
 */
public final class UnsignedZeros {
  private UnsignedZeros() {}

  public static RelNode in(RelNode rel) {
    return in(rel, false);
  }

  private static RelNode in(RelNode rel, boolean compared) {
    boolean below = compared || compares(rel);
    RelNode visited = RelInputs.rewritten(rel, input -> in(input, below));
    return compared && visited instanceof Project project ? unsigned(project) : visited;
  }

  private static boolean compares(RelNode rel) {
    return rel instanceof Aggregate
        || rel instanceof Join
        || rel instanceof Correlate
        || (rel instanceof SetOp operation && !(operation instanceof Union && operation.all))
        || (rel instanceof Sort sort && !sort.getCollation().getFieldCollations().isEmpty())
        || (rel instanceof Project project && project.containsOver());
  }

  private static RelNode unsigned(Project project) {
    RexBuilder rexBuilder = project.getCluster().getRexBuilder();
    List<RexNode> values = new ArrayList<>();
    for (RexNode value : project.getProjects()) {
      boolean computed =
          value instanceof RexCall
              && !(value instanceof RexOver)
              && SqlTypeUtil.isApproximateNumeric(value.getType());
      SqlOperator unsigned =
          value.getType().getSqlTypeName() == SqlTypeName.REAL
              ? ChromaFunctions.UNSIGNED_ZERO_OF_REAL
              : ChromaFunctions.UNSIGNED_ZERO;
      values.add(computed ? rexBuilder.makeCall(value.getType(), unsigned, List.of(value)) : value);
    }
    return values.equals(project.getProjects())
        ? project
        : LogicalProject.create(
            project.getInput(),
            project.getHints(),
            values,
            project.getRowType(),
            project.getVariablesSet());
  }
}
