package io.github.chromajdbc.calcite.function;

import java.lang.reflect.Type;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.adapter.enumerable.AggAddContext;
import org.apache.calcite.adapter.enumerable.AggContext;
import org.apache.calcite.adapter.enumerable.AggImplementor;
import org.apache.calcite.adapter.enumerable.AggResetContext;
import org.apache.calcite.adapter.enumerable.AggResultContext;
import org.apache.calcite.adapter.enumerable.StrictAggImplementor;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableAggFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.validate.SqlUserDefinedAggFunction;
import org.apache.calcite.util.Optionality;

/**
 * The aggregate function of a statistic, a DOUBLE. Calcite (1.42) knows some of them and computes
 * those from sums of squares, which leaves no digits of numbers far from zero; of distinct numbers
 * it adds distinct squares.
 */
public final class StatisticFunction extends SqlUserDefinedAggFunction {
  private final Statistic statistic;

  private StatisticFunction(Statistic statistic) {
    super(
        new SqlIdentifier(statistic.name(), SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE),
        InferTypes.RETURN_TYPE,
        OperandTypes.operandMetadata(
            Collections.nCopies(statistic.columns(), SqlTypeFamily.NUMERIC),
            types ->
                Collections.nCopies(
                    statistic.columns(),
                    types.createTypeWithNullability(types.createSqlType(SqlTypeName.DOUBLE), true)),
            i -> statistic.columns() == 1 || i == 1 ? "x" : "y",
            i -> false),
        new Implementation(statistic),
        false,
        false,
        Optionality.FORBIDDEN);
    this.statistic = statistic;
  }

  /** One for each statistic. */
  public static List<SqlOperator> all() {
    return Stream.of(Statistic.values()).<SqlOperator>map(StatisticFunction::new).toList();
  }

  public Statistic statistic() {
    return statistic;
  }

  private record Implementation(Statistic statistic) implements ImplementableAggFunction {
    @Override
    public AggImplementor getImplementor(boolean windowContext) {
      return new Implementor(statistic);
    }

    @Override
    public RelDataType getReturnType(RelDataTypeFactory typeFactory) {
      return typeFactory.createTypeWithNullability(
          typeFactory.createSqlType(SqlTypeName.DOUBLE), true);
    }

    @Override
    public List<FunctionParameter> getParameters() {
      return List.of(); // the operator tells them
    }
  }

  private static final class Implementor extends StrictAggImplementor {
    private final Statistic statistic;

    Implementor(Statistic statistic) {
      this.statistic = statistic;
    }

    @Override
    public List<Type> getNotNullState(AggContext info) {
      return List.of(PairStatistics.class);
    }

    @Override
    protected void implementNotNullReset(AggContext info, AggResetContext reset) {
      reset
          .currentBlock()
          .add(
              Expressions.statement(
                  Expressions.assign(
                      reset.accumulator().get(0), Expressions.new_(PairStatistics.class))));
    }

    @Override
    protected void implementNotNullAdd(AggContext info, AggAddContext add) {
      List<Expression> numbers = add.arguments().stream().map(Expressions::box).toList();
      Class<?>[] types = Collections.nCopies(numbers.size(), Number.class).toArray(Class[]::new);
      add.currentBlock()
          .add(
              Expressions.statement(
                  Expressions.call(
                      add.accumulator().get(0),
                      Types.lookupMethod(PairStatistics.class, "add", types),
                      numbers)));
    }

    @Override
    protected Expression implementNotNullResult(AggContext info, AggResultContext result) {
      return Expressions.call(
          result.accumulator().get(0),
          "value",
          Expressions.field(null, Statistic.class, statistic.name()));
    }
  }
}
