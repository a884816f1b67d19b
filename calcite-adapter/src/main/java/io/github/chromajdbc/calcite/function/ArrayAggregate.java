package io.github.chromajdbc.calcite.function;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.AggAddContext;
import org.apache.calcite.adapter.enumerable.AggContext;
import org.apache.calcite.adapter.enumerable.AggImplementor;
import org.apache.calcite.adapter.enumerable.AggResetContext;
import org.apache.calcite.adapter.enumerable.AggResultContext;
import org.apache.calcite.adapter.enumerable.RexImpTable;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableAggFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlUserDefinedAggFunction;
import org.apache.calcite.util.Optionality;

/** ARRAY_AGG with the NULLs among its values, as SQL has it; Calcite (1.42) leaves them out. */
public final class ArrayAggregate extends SqlUserDefinedAggFunction {
  public static final ArrayAggregate INSTANCE =
      new ArrayAggregate("ARRAY_AGG", Implementation.OF_ALL);

  /** Of each value one, which is where the first of them is. */
  public static final ArrayAggregate DISTINCT =
      new ArrayAggregate("ARRAY_AGG_DISTINCT", Implementation.OF_DISTINCT);

  /** The same without NULL. */
  public static final ArrayAggregate DISTINCT_NOT_NULL =
      new ArrayAggregate("ARRAY_AGG_DISTINCT_NOT_NULL", Implementation.OF_DISTINCT_NOT_NULL);

  private ArrayAggregate(String name, Implementation implementation) {
    super(
        new SqlIdentifier(name, SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.TO_ARRAY_NULLABLE,
        InferTypes.RETURN_TYPE,
        OperandTypes.operandMetadata(
            List.of(SqlTypeFamily.ANY),
            types -> List.of(types.createSqlType(SqlTypeName.ANY)),
            i -> "value",
            i -> false),
        implementation,
        false,
        false,
        Optionality.OPTIONAL);
  }

  private enum Implementation implements ImplementableAggFunction, AggImplementor {
    OF_ALL,
    OF_DISTINCT,
    OF_DISTINCT_NOT_NULL;

    @Override
    public AggImplementor getImplementor(boolean windowContext) {
      return this;
    }

    @Override
    public RelDataType getReturnType(RelDataTypeFactory typeFactory) {
      return typeFactory.createSqlType(SqlTypeName.ANY);
    }

    @Override
    public List<FunctionParameter> getParameters() {
      return List.of(); // the operator tells them
    }

    @Override
    public List<Type> getStateType(AggContext info) {
      return List.of(ArrayList.class);
    }

    @Override
    public void implementReset(AggContext info, AggResetContext reset) {
      reset
          .currentBlock()
          .add(
              Expressions.statement(
                  Expressions.assign(
                      reset.accumulator().get(0), Expressions.new_(ArrayList.class))));
    }

    @Override
    public void implementAdd(AggContext info, AggAddContext add) {
      RexNode filter = add.rexFilterArgument();
      Expression condition =
          filter == null
              ? Expressions.constant(true)
              : add.rowTranslator().translateList(List.of(filter)).get(0);
      if (this == OF_DISTINCT_NOT_NULL) {
        condition =
            Expressions.andAlso(
                condition,
                Expressions.notEqual(
                    Expressions.box(add.arguments().get(0)), Expressions.constant(null)));
      }
      BlockBuilder block = new BlockBuilder(true, add.currentBlock());
      add.nestBlock(block);
      block.add(
          Expressions.statement(
              Expressions.call(
                  add.accumulator().get(0),
                  "add",
                  Expressions.convert_(Expressions.box(add.arguments().get(0)), Object.class))));
      add.exitBlock();
      add.currentBlock().add(Expressions.ifThen(condition, block.toBlock()));
    }

    @Override
    public Expression implementResult(AggContext info, AggResultContext result) {
      Expression values = result.accumulator().get(0);
      return Expressions.condition(
          Expressions.call(values, "isEmpty"),
          Expressions.convert_(RexImpTable.NULL_EXPR, List.class),
          Expressions.convert_(
              Expressions.call(ComparableArray.class, this == OF_ALL ? "of" : "ofDistinct", values),
              List.class));
    }
  }
}
