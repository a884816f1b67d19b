package io.github.chromajdbc.calcite.plan.group;

import io.github.chromajdbc.calcite.rel.ChromaRead;
import io.github.chromajdbc.calcite.rel.EachCollection;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableAggregate;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgramBuilder;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate over a routed table as an aggregate of each collection's aggregate: counts are
 * added, sums are added, the least is the least of the least. An average is a sum and a count
 * before this.
 */
final class PartialAggregate {
  private final EnumerableAggregate whole;
  private final RexBuilder rexBuilder;
  private final List<AggregateCall> partial = new ArrayList<>();

  private PartialAggregate(EnumerableAggregate whole) {
    this.whole = whole;
    this.rexBuilder = whole.getCluster().getRexBuilder();
  }

  /**
   * The same rows from partial aggregates; null when one of the functions cannot be merged.
   *
   * @param read the routed table's, below the aggregate
   */
  static @Nullable RelNode merged(EnumerableAggregate whole, ChromaRead read) {
    return whole.getAggCallList().stream().allMatch(PartialAggregate::isMergeable)
        ? new PartialAggregate(whole).merged(read)
        : null;
  }

  private static boolean isMergeable(AggregateCall call) {
    if (call.ignoreNulls() || !RelCollations.EMPTY.equals(call.getCollation())) {
      return false;
    }
    return switch (call.getAggregation().getKind()) {
      case COUNT, SUM, SUM0 -> !call.isDistinct() && call.getArgList().size() <= 1;
      case MIN, MAX -> true;
      case GROUPING, GROUPING_ID -> true;
      default -> false;
    };
  }

  private static boolean isGrouping(AggregateCall call) {
    return switch (call.getAggregation().getKind()) {
      case GROUPING, GROUPING_ID -> true;
      default -> false;
    };
  }

  private RelNode merged(ChromaRead read) {
    int keys = whole.getGroupCount();
    for (AggregateCall call : whole.getAggCallList()) {
      if (!isGrouping(call)) {
        partial.add(
            call(
                call.getAggregation(),
                call.getArgList(),
                call.filterArg,
                keys,
                whole.getInput(),
                null));
      }
    }
    RelNode parts =
        EachCollection.of(
            whole.copy(
                whole.getTraitSet(),
                whole.getInput(),
                whole.getGroupSet(),
                List.of(whole.getGroupSet()),
                partial),
            read);
    RelNode input = withWideCounts(parts, keys);
    // The type that is declared says whether a group can be empty.
    int leastGroup =
        whole.getGroupSets().stream().mapToInt(ImmutableBitSet::cardinality).min().orElse(keys);
    List<AggregateCall> calls = new ArrayList<>();
    int column = keys;
    for (AggregateCall call : whole.getAggCallList()) {
      List<Integer> arguments =
          isGrouping(call)
              ? call.getArgList().stream().map(whole.getGroupSet()::indexOf).toList()
              : List.of(column++);
      calls.add(call(mergingFunction(call), arguments, -1, leastGroup, input, call.getName()));
    }
    RelNode merged =
        whole.copy(
            whole.getTraitSet(),
            input,
            ImmutableBitSet.range(keys),
            whole.getGroupSets().stream()
                .map(
                    set ->
                        ImmutableBitSet.of(
                            set.asList().stream().map(whole.getGroupSet()::indexOf).toList()))
                .toList(),
            calls);
    return withTypes(merged, whole.getRowType());
  }

  /** A call without a type given has the type that its function infers. */
  private static AggregateCall call(
      SqlAggFunction function,
      List<Integer> arguments,
      int filter,
      int groupCount,
      RelNode input,
      @Nullable String name) {
    return AggregateCall.create(
        function,
        false,
        false,
        false,
        List.of(),
        arguments,
        filter,
        null,
        RelCollations.EMPTY,
        groupCount == 0,
        input,
        null,
        name);
  }

  private static SqlAggFunction mergingFunction(AggregateCall call) {
    return call.getAggregation().getKind() == SqlKind.COUNT
        ? SqlStdOperatorTable.SUM0
        : call.getAggregation();
  }

  /** Sums of whole numbers are DECIMAL, and so must be what is summed. */
  private RelNode withWideCounts(RelNode parts, int keys) {
    RelDataTypeFactory typeFactory = rexBuilder.getTypeFactory();
    RelDataTypeFactory.Builder types = typeFactory.builder();
    for (int i = 0; i < parts.getRowType().getFieldCount(); i++) {
      RelDataType type = parts.getRowType().getFieldList().get(i).getType();
      boolean counts =
          i >= keys && partial.get(i - keys).getAggregation().getKind() == SqlKind.COUNT;
      types.add(
          parts.getRowType().getFieldNames().get(i),
          counts ? typeFactory.getTypeSystem().deriveSumType(typeFactory, type) : type);
    }
    return withTypes(parts, types.build());
  }

  /** The same rows with columns of these types and names. */
  private RelNode withTypes(RelNode rel, RelDataType wanted) {
    if (rel.getRowType().equals(wanted)) {
      return rel;
    }
    RexProgramBuilder program = new RexProgramBuilder(rel.getRowType(), rexBuilder);
    for (int i = 0; i < wanted.getFieldCount(); i++) {
      RexNode column = rexBuilder.makeInputRef(rel, i);
      program.addProject(
          rexBuilder.ensureType(wanted.getFieldList().get(i).getType(), column, true),
          wanted.getFieldNames().get(i));
    }
    return EnumerableCalc.create(rel, program.getProgram());
  }
}
