package io.github.chromajdbc.calcite.rel;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.RexToLixTranslator;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgramBuilder;

/** Generated code that evaluates the operands of a read or a search. */
final class OperandExpressions {
  private OperandExpressions() {}

  /** An {@code Object[]} with the value of each. */
  static Expression array(
      EnumerableRelImplementor implementor,
      BlockBuilder builder,
      RexBuilder rexBuilder,
      List<RexNode> operands) {
    RelDataTypeFactory typeFactory = rexBuilder.getTypeFactory();
    RelDataType noColumns = typeFactory.builder().build();
    RexProgramBuilder program = new RexProgramBuilder(noColumns, rexBuilder);
    for (int i = 0; i < operands.size(); i++) {
      program.addProject(operands.get(i), "operand" + i);
    }
    List<Expression> values =
        RexToLixTranslator.translateProjects(
            program.getProgram(),
            implementor.getTypeFactory(),
            implementor.getConformance(),
            builder,
            null,
            null,
            implementor.getRootExpression(),
            (list, index, storageType) -> {
              throw new IllegalStateException("An operand reads no column");
            },
            implementor::getCorrelVariableGetter);
    List<Expression> boxed = new ArrayList<>();
    values.forEach(value -> boxed.add(Expressions.box(value)));
    return Expressions.newArrayInit(Object.class, boxed);
  }
}
