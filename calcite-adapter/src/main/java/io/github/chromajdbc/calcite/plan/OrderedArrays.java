package io.github.chromajdbc.calcite.plan;

import io.github.chromajdbc.calcite.function.ChromaFunctions;
import io.github.chromajdbc.calcite.rel.RelInputs;
import io.github.chromajdbc.error.ChromaError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Arrays that rows are ordered by together with other columns: generated code (Calcite 1.42) takes
 * them for {@link Comparable}, which only those of the driver are.
 */
final class OrderedArrays {
  private OrderedArrays() {}

  static RelNode rewrite(RelNode rel) {
    RelNode rewritten = RelInputs.rewritten(rel, OrderedArrays::rewrite);
    if (!(rewritten instanceof LogicalSort sort)) {
      return rewritten;
    }
    requireNoMaps(sort);
    return sort.getCollation().getFieldCollations().size() > 1 ? comparable(sort) : sort;
  }

  private static void requireNoMaps(LogicalSort sort) {
    for (int key : sort.getCollation().getKeys()) {
      if (SqlTypeUtil.isMap(sort.getRowType().getFieldList().get(key).getType())) {
        throw ChromaError.NOT_SUPPORTED.exception(
            "Rows cannot be ordered by a MAP: order them by its values, as in map['key']");
      }
    }
  }

  private static LogicalSort comparable(LogicalSort sort) {
    RexBuilder rexBuilder = sort.getCluster().getRexBuilder();
    RelNode input = sort.getInput();
    Set<Integer> keys = new HashSet<>(sort.getCollation().getKeys());
    List<RexNode> columns = new ArrayList<>();
    boolean arrays = false;
    for (int i = 0; i < input.getRowType().getFieldCount(); i++) {
      RexNode column = rexBuilder.makeInputRef(input, i);
      boolean array = keys.contains(i) && SqlTypeUtil.isArray(column.getType());
      columns.add(array ? rexBuilder.makeCall(ChromaFunctions.COMPARABLE_ARRAY, column) : column);
      arrays |= array;
    }
    return arrays
        ? LogicalSort.create(
            LogicalProject.create(input, List.of(), columns, input.getRowType(), Set.of()),
            sort.getCollation(),
            sort.offset,
            sort.fetch)
        : sort;
  }
}
