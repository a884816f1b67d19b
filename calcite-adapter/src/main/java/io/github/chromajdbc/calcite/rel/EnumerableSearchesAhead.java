package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.exec.generated.SearchesAhead;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.adapter.enumerable.EnumerableCorrelate;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.ParameterExpression;
import org.apache.calcite.linq4j.tree.Primitive;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.core.CorrelationId;

/** The left side of a lateral join, with the searches of its right side run ahead. */
public final class EnumerableSearchesAhead extends SingleRel implements EnumerableRel {
  private final CorrelationId row;
  private final List<ChromaRead> searches;

  private EnumerableSearchesAhead(
      RelTraitSet traits, RelNode input, CorrelationId row, List<ChromaRead> searches) {
    super(input.getCluster(), traits, input);
    this.row = row;
    this.searches = List.copyOf(searches);
  }

  /** The plan with one of these at the left of each lateral join that searches. */
  public static RelNode in(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    rel.getInputs().forEach(input -> inputs.add(in(input)));
    if (rel instanceof EnumerableCorrelate correlate) {
      List<ChromaRead> searches = new ArrayList<>();
      collect(inputs.get(1), correlate.getCorrelationId(), searches);
      if (!searches.isEmpty()) {
        RelNode left = inputs.get(0);
        inputs.set(
            0,
            new EnumerableSearchesAhead(
                left.getTraitSet(), left, correlate.getCorrelationId(), searches));
      }
    }
    return RelInputs.replaced(rel, inputs);
  }

  /** The searches that depend on the row of this join and on that of no other. */
  private static void collect(RelNode rel, CorrelationId row, List<ChromaRead> searches) {
    if (rel instanceof ChromaRead read
        && read.plan().search() != null
        && read.plan().routed() == null
        && rowsNamed(read).equals(Set.of(row))) {
      searches.add(read);
    }
    rel.getInputs().forEach(input -> collect(input, row, searches));
  }

  private static Set<CorrelationId> rowsNamed(ChromaRead read) {
    RelOptUtil.VariableUsedVisitor visitor = new RelOptUtil.VariableUsedVisitor(null);
    read.operands().forEach(operand -> operand.accept(visitor));
    return visitor.variables;
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new EnumerableSearchesAhead(traitSet, sole(inputs), row, searches);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item(
            "collections",
            searches.stream().map(search -> search.plan().collection().name()).toList());
  }

  /** As {@link EnumerableCorrelate} does, with the operands of the searches as the inner loop. */
  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preferred) {
    BlockBuilder builder = new BlockBuilder();
    Result left = implementor.visitChild(this, 0, (EnumerableRel) getInput(), preferred);
    Expression rows = builder.append("left", left.block);
    BlockBuilder body = new BlockBuilder();
    Type rowType = left.physType.getJavaRowType();
    ParameterExpression argument;
    ParameterExpression reference;
    if (Primitive.is(rowType)) {
      argument = Expressions.parameter(Modifier.FINAL, Primitive.box(rowType), "boxedRow");
      reference = (ParameterExpression) body.append(row.getName(), Expressions.unbox(argument));
    } else {
      argument = Expressions.parameter(Modifier.FINAL, rowType, row.getName());
      reference = argument;
    }
    implementor.registerCorrelVariable(row.getName(), reference, body, left.physType);
    List<Expression> operands = new ArrayList<>();
    for (ChromaRead search : searches) {
      operands.add(
          OperandExpressions.array(
              implementor, body, getCluster().getRexBuilder(), search.operands()));
    }
    body.add(Expressions.return_(null, Expressions.newArrayInit(Object.class, operands)));
    implementor.clearCorrelVariable(row.getName());
    List<ReadPlan> plans = searches.stream().map(ChromaRead::plan).toList();
    builder.add(
        Expressions.return_(
            null,
            Expressions.call(
                SearchesAhead.ROWS,
                implementor.getRootExpression(),
                implementor.stash(new SearchesAhead(plans), SearchesAhead.class),
                rows,
                Expressions.lambda(body.toBlock(), argument))));
    return implementor.result(left.physType, builder.toBlock());
  }
}
