package io.github.chromajdbc.calcite.exec;

import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.exec.generated.ChromaDataContext;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.exec.routed.Reads;
import io.github.chromajdbc.calcite.statement.RowCursor;
import io.github.chromajdbc.calcite.statement.TypeDescription;
import java.util.List;
import java.util.Map;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.runtime.Bindable;
import org.jspecify.annotations.Nullable;

/** Runs physical plans. */
public final class PlanRunner {
  private PlanRunner() {}

  /** Runs a plan that is wholly Chroma's: no generated code. */
  public static RowCursor direct(
      ReadPlan plan,
      int[] columns,
      @Nullable Object[] operands,
      List<TypeDescription> types,
      ReadContext context) {
    if (plan.counting()) {
      Object[] row = {Reads.count(plan, operands, context)};
      return new ObjectCursor(
          Linq4j.singletonEnumerator(row), types, columns, false, context.cancellation(), 0);
    }
    long maxRows = context.execution().maxRows();
    return new DirectCursor(
        Reads.open(plan, operands, context, maxRows == 0 ? Long.MAX_VALUE : maxRows),
        types,
        columns);
  }

  /** A result without rows: no request. */
  public static RowCursor empty(List<TypeDescription> types, ReadContext context) {
    return new ObjectCursor(
        Linq4j.emptyEnumerator(), types, new int[types.size()], false, context.cancellation(), 0);
  }

  /**
   * Runs generated code.
   *
   * @param planColumns how many columns the plan has; a plan of one column answers bare values
   */
  public static RowCursor generated(
      Bindable<?> code,
      Map<String, Object> planObjects,
      int planColumns,
      int[] columns,
      List<? extends @Nullable Object> parameters,
      List<TypeDescription> types,
      JavaTypeFactory typeFactory,
      ReadContext context) {
    ChromaDataContext dataContext =
        new ChromaDataContext(context, typeFactory, planObjects, calciteValues(parameters));
    return new ObjectCursor(
        code.bind(dataContext).enumerator(),
        types,
        columns,
        planColumns == 1,
        context.cancellation(),
        context.execution().maxRows());
  }

  /** Parameters as generated code and conditions take them. */
  public static List<@Nullable Object> calciteValues(List<? extends @Nullable Object> parameters) {
    java.util.ArrayList<@Nullable Object> values = new java.util.ArrayList<>(parameters.size());
    for (Object parameter : parameters) {
      values.add(CanonicalValues.toCalcite(parameter));
    }
    return values;
  }
}
