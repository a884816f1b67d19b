package io.github.chromajdbc.calcite.plan.expression;

import io.github.chromajdbc.calcite.catalog.ColumnType;
import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.catalog.TableColumn.Role;
import io.github.chromajdbc.calcite.catalog.TableLayout;
import java.util.Set;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.metadata.RelColumnOrigin;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Finds the columns of a plan that are metadata keys with values of several types, and nothing but
 * them or NULL. Calcite's column origins alone do not tell: they call a column derived when an
 * outer join may have made it NULL.
 */
final class MixedColumns {
  private MixedColumns() {}

  static boolean isMixed(RelNode rel, int column) {
    if (rel instanceof Filter || rel instanceof Sort) {
      return isMixed(rel.getInput(0), column);
    }
    if (rel instanceof Project project) {
      RexNode expression = project.getProjects().get(column);
      return expression instanceof RexInputRef ref && isMixed(project.getInput(), ref.getIndex());
    }
    if (rel instanceof Join || rel instanceof Correlate) {
      int left = rel.getInput(0).getRowType().getFieldCount();
      return column < left
          ? isMixed(rel.getInput(0), column)
          : isMixed(rel.getInput(1), column - left);
    }
    if (rel instanceof Aggregate aggregate) {
      return column < aggregate.getGroupCount()
          && isMixed(aggregate.getInput(), aggregate.getGroupSet().nth(column));
    }
    if (rel instanceof SetOp) {
      return rel.getInputs().stream().allMatch(input -> isMixed(input, column));
    }
    Set<RelColumnOrigin> origins =
        rel.getCluster().getMetadataQuery().getColumnOrigins(rel, column);
    return origins != null
        && !origins.isEmpty()
        && origins.stream()
            .allMatch(
                origin ->
                    !origin.isDerived()
                        && isMixed(origin.getOriginTable(), origin.getOriginColumnOrdinal()));
  }

  private static boolean isMixed(RelOptTable table, int position) {
    TableLayout layout = table.unwrap(TableLayout.class);
    if (layout == null) {
      return false;
    }
    TableColumn column = layout.columns().get(position);
    return column.role() == Role.METADATA_KEY && column.type() == ColumnType.MIXED;
  }
}
