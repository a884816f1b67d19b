package io.github.chromajdbc.calcite.engine;

import io.github.chromajdbc.calcite.exec.PlanRunner;
import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.exec.read.RowLimits;
import io.github.chromajdbc.calcite.explain.Explanation;
import io.github.chromajdbc.calcite.plan.DirectOperands;
import io.github.chromajdbc.calcite.plan.PhysicalPlan;
import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.calcite.statement.Execution;
import io.github.chromajdbc.calcite.statement.ParameterDescription;
import io.github.chromajdbc.calcite.statement.PreparedQuery;
import io.github.chromajdbc.calcite.statement.RowCursor;
import io.github.chromajdbc.calcite.statement.Session;
import io.github.chromajdbc.calcite.statement.SystemTable;
import io.github.chromajdbc.calcite.statement.TypeDescription;
import io.github.chromajdbc.calcite.validate.CallFinder;
import io.github.chromajdbc.calcite.validate.InformationReference;
import io.github.chromajdbc.calcite.validate.TableReference;
import io.github.chromajdbc.calcite.validate.ValidatedQuery;
import io.github.chromajdbc.calcite.validate.ViewReference;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.jspecify.annotations.Nullable;

/** A planned query, bound to the engine that runs it. */
final class EngineQuery implements PreparedQuery {
  private static final TypeDescription TEXT =
      new TypeDescription(Types.VARCHAR, "VARCHAR", 0, 0, true, null);

  private final ChromaEngine engine;
  private final String sql;
  private final Session session;
  private final Map<Integer, String> plannedFor;
  private final PlannedQuery planned;
  private final List<ColumnDescription> columns;
  private final List<TypeDescription> types;
  private final List<ParameterDescription> parameters;

  /**
   * @param plannedFor types of values by the index of a parameter, where the type that the
   *     statement expects does not fit
   */
  EngineQuery(
      ChromaEngine engine,
      String sql,
      Session session,
      Map<Integer, String> plannedFor,
      PlannedQuery planned) {
    this.engine = engine;
    this.sql = sql;
    this.session = session;
    this.plannedFor = plannedFor;
    this.planned = planned;
    this.columns =
        planned.explain() == null ? describe(planned.validated()) : List.of(planColumn());
    this.types = columns.stream().map(ColumnDescription::type).toList();
    this.parameters = parameters(planned.validated());
  }

  private static ColumnDescription planColumn() {
    return new ColumnDescription(
        "PLAN",
        "PLAN",
        null,
        null,
        null,
        new TypeDescription(Types.VARCHAR, "VARCHAR", 0, 0, false, null));
  }

  private static List<ColumnDescription> describe(ValidatedQuery query) {
    List<ColumnDescription> columns = new ArrayList<>();
    for (RelDataTypeField field : query.rowType().getFieldList()) {
      columns.add(describe(field, query.origins().get(field.getIndex()), query));
    }
    return columns;
  }

  private static ColumnDescription describe(
      RelDataTypeField field, List<String> origin, ValidatedQuery query) {
    TypeDescription type = TypeDescriptions.of(field.getType());
    for (TableReference reference : query.references()) {
      if (!origin.isEmpty() && origin.get(0).equals("table#" + reference.position())) {
        return new ColumnDescription(
            field.getName(),
            origin.get(1),
            reference.collection().database().tenant(),
            reference.collection().database().database(),
            reference.collection().name(),
            type);
      }
    }
    for (ViewReference reference : query.views()) {
      if (!origin.isEmpty() && origin.get(0).equals(reference.schemaName())) {
        return new ColumnDescription(
            field.getName(),
            origin.get(1),
            reference.view().database().tenant(),
            reference.view().database().database(),
            reference.view().name(),
            type);
      }
    }
    for (InformationReference reference : query.informationTables()) {
      if (!origin.isEmpty() && origin.get(0).equals(reference.schemaName())) {
        return new ColumnDescription(
            field.getName(),
            origin.get(1),
            reference.tenant(),
            SystemTable.SCHEMA,
            reference.table().name(),
            type);
      }
    }
    return new ColumnDescription(field.getName(), field.getName(), null, null, null, type);
  }

  private static List<ParameterDescription> parameters(ValidatedQuery query) {
    Map<Integer, RelDataType> types = query.parameterTypes();
    int count = types.keySet().stream().mapToInt(index -> index + 1).max().orElse(0);
    boolean divided = CallFinder.isQuotientIn(query.node()); // of a parameter, as far as is known
    List<ParameterDescription> parameters = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RelDataType type = types.get(i);
      parameters.add(
          new ParameterDescription(type == null ? TEXT : TypeDescriptions.of(type), divided));
    }
    return parameters;
  }

  @Override
  public List<ColumnDescription> columns() {
    return columns;
  }

  @Override
  public List<ParameterDescription> parameters() {
    return parameters;
  }

  @Override
  public RowCursor execute(List<? extends @Nullable Object> values, Execution execution) {
    if (values.size() != parameters.size()) {
      throw ChromaError.PARAMETER_NOT_SET.exception(values.size() + 1);
    }
    if (planned.explain() != null) {
      return Explanation.rows(
          planned.plan(),
          planned.explain(),
          PlanRunner.calciteValues(values),
          engine.store(),
          engine.options(),
          engine.indexes());
    }
    List<@Nullable Object> counted = withRowCounts(values);
    EngineQuery fitting = plannedFor(counted, execution);
    fitting.requireComputable(counted);
    return fitting.run(counted, execution);
  }

  /** The values, with LIMIT and OFFSET as generated code takes them. */
  private List<@Nullable Object> withRowCounts(List<? extends @Nullable Object> values) {
    List<@Nullable Object> counted = new ArrayList<>(values);
    planned
        .validated()
        .rowCounts()
        .forEach(
            (index, clause) -> counted.set(index, RowLimits.rows(clause, values.get(index), 0)));
    return counted;
  }

  /**
   * Generated code computes with what it is given. A request may ask for records whose number
   * equals a text: there are none.
   */
  private void requireComputable(List<@Nullable Object> values) {
    if (!(planned.plan() instanceof PhysicalPlan.Generated)) {
      return;
    }
    for (int i = 0; i < values.size(); i++) {
      TypeDescription type = parameters.get(i).type();
      if (ParameterTypes.isOther(values.get(i), type)) {
        throw ChromaError.INVALID_VALUE.exception(
            "Parameter "
                + (i + 1)
                + " is '"
                + values.get(i)
                + "', where a "
                + type.name()
                + " is expected: set one, or say what it is with CAST(? AS VARCHAR) or another type");
      }
    }
  }

  @Override
  public EngineQuery fitting(List<? extends @Nullable Object> values, Execution execution) {
    return planned.explain() != null || values.size() != parameters.size()
        ? this
        : plannedFor(withRowCounts(values), execution);
  }

  private EngineQuery plannedFor(List<@Nullable Object> counted, Execution execution) {
    if (!plannedFor.isEmpty()) {
      return this;
    }
    Map<Integer, String> unfitting = ParameterTypes.unfitting(counted, parameters);
    return unfitting.isEmpty()
        ? this
        : (EngineQuery)
            engine.prepare(sql, unfitting, session, execution.warnings(), execution.cancellation());
  }

  private RowCursor run(List<? extends @Nullable Object> values, Execution execution) {
    ReadContext context =
        ReadContext.of(
            engine.store(),
            engine.queryVectors(),
            engine.options(),
            execution,
            engine.prefetcher());
    try {
      RowCursor rows =
          new EscapedErrorsCursor(
              EscapedErrors.translated(() -> open(planned.plan(), values, context)));
      return planned.dependence() == ArrayDependence.WHEN_EMPTY
          ? new ConfirmedCursor(rows, () -> confirmedRows(values, execution))
          : rows;
    } catch (ChromaException e) {
      if (e.error() == ChromaError.COLLECTION_GONE) {
        planned
            .validated()
            .references()
            .forEach(reference -> engine.forget(reference.collection()));
      }
      throw e;
    }
  }

  /** The rows when a sample of the records shows other columns than the plan was made for. */
  private @Nullable RowCursor confirmedRows(
      List<? extends @Nullable Object> values, Execution execution) {
    return engine.confirm(planned.validated(), execution.cancellation())
        ? null
        : engine
            .prepare(sql, plannedFor, session, execution.warnings(), execution.cancellation())
            .execute(values, execution);
  }

  private RowCursor open(
      PhysicalPlan plan, List<? extends @Nullable Object> values, ReadContext context) {
    if (plan instanceof PhysicalPlan.Direct direct) {
      @Nullable Object[] operands =
          DirectOperands.evaluate(direct.operands(), PlanRunner.calciteValues(values));
      return PlanRunner.direct(direct.read(), direct.columns(), operands, types, context);
    }
    if (plan instanceof PhysicalPlan.Generated generated) {
      return PlanRunner.generated(
          generated.code(),
          generated.planObjects(),
          generated.planColumns(),
          generated.columns(),
          values,
          types,
          planned.validated().typeFactory(),
          context);
    }
    return PlanRunner.empty(types, context);
  }
}
