package io.github.chromajdbc.calcite.plan;

import com.google.common.collect.ImmutableSet;
import io.github.chromajdbc.error.ChromaError;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.validate.ListScope;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The subqueries in SELECT and HAVING of a query that groups. When they come here they name columns
 * of its FROM; these become the columns of its groups.
 */
final class GroupedVariables extends SubqueryShuttle {
  private final IdentityHashMap<RelNode, Groups> groups = new IdentityHashMap<>();
  private final IdentityHashMap<RelNode, Set<CorrelationId>> ofSelect = new IdentityHashMap<>();

  /** Calcite declares the variables of the first subquery of HAVING, the others with SELECT. */
  private Predicate<CorrelationId> isDeclared = variable -> true;

  /**
   * Groups of rows.
   *
   * @param columns the names of the columns of FROM, as a variable for its rows has them
   * @param keys by the index of such a column, 0-based, the index of the same in a group
   */
  private record Groups(List<String> columns, Map<Integer, Integer> keys) {

    boolean areNamedBy(RexCorrelVariable variable) {
      return variable.getType().getFieldNames().equals(columns);
    }
  }

  /**
   * Notes what a query groups.
   *
   * @param aggregate what the rest of the query reads
   * @param keys what the aggregate reads
   * @param groupSet the columns of {@code keys} that it groups by
   */
  void add(RelNode aggregate, ListScope from, RelNode keys, ImmutableBitSet groupSet) {
    RelDataTypeFactory.Builder columns = keys.getCluster().getTypeFactory().builder();
    from.getChildren().forEach(each -> columns.addAll(each.getRowType().getFieldList()));
    Map<Integer, Integer> positions = new HashMap<>();
    int position = 0;
    for (int key : groupSet) {
      if (!(keys instanceof Project project)) {
        positions.put(key, position);
      } else if (project.getProjects().get(key) instanceof RexInputRef column) {
        positions.putIfAbsent(column.getIndex(), position);
      }
      position++;
    }
    groups.put(aggregate, new Groups(columns.uniquify().build().getFieldNames(), positions));
  }

  /**
   * The plan of a statement with the columns of groups.
   *
   * @throws io.github.chromajdbc.error.ChromaException 42000 when a column is not being grouped
   */
  RelNode ofStatement(RelNode rel) {
    if (groups.isEmpty()) {
      return rel;
    }
    Set<CorrelationId> declared = new HashSet<>();
    new SubqueryShuttle() {
      @Override
      public RelNode visit(RelNode other) {
        declared.addAll(other.getVariablesSet());
        return super.visit(other).accept(new Expressions());
      }
    }.visit(rel);
    isDeclared = declared::contains;
    return rel.accept(this);
  }

  /** The same of a subquery, while the queries around it are not converted yet. */
  RelNode ofSubquery(RelNode rel) {
    isDeclared = variable -> true;
    return rel.accept(this);
  }

  @Override
  public RelNode visit(RelNode other) {
    Groups named = groupsBelow(other);
    Set<CorrelationId> own = new HashSet<>(other.getVariablesSet());
    if (named != null) {
      own.addAll(ofSelect.getOrDefault(other, Set.of()));
      ofSelect.put(other.getInput(0), own);
    }
    RelNode visited = super.visit(other).accept(new Expressions());
    if (named == null) {
      return visited;
    }
    Columns columns = new Columns(visited, named, own);
    RelNode settled = visited.accept(columns.expressions);
    return settled instanceof Filter filter && !columns.undeclared.isEmpty()
        ? declaring(filter, columns.undeclared)
        : settled;
  }

  private @Nullable Groups groupsBelow(RelNode rel) {
    if (!(rel instanceof Project) && !(rel instanceof Filter)) {
      return null;
    }
    RelNode input = rel.getInput(0);
    while (input instanceof Filter && !groups.containsKey(input)) {
      input = input.getInput(0);
    }
    return groups.get(input);
  }

  private static RelNode declaring(Filter filter, Set<CorrelationId> variables) {
    Set<CorrelationId> all = new HashSet<>(filter.getVariablesSet());
    all.addAll(variables);
    return LogicalFilter.create(filter.getInput(), filter.getCondition(), ImmutableSet.copyOf(all));
  }

  /** Goes through the expressions of a query over groups, and all that stands in them. */
  private final class Columns extends SubqueryShuttle {
    private final RelNode rel;
    private final Groups named;
    private final Set<CorrelationId> own;
    private final RexBuilder rexBuilder;
    private final Set<CorrelationId> undeclared = new HashSet<>();

    private final Expressions expressions =
        new Expressions() {
          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            return access.getReferenceExpr() instanceof RexCorrelVariable variable
                    && isOwn(variable)
                ? ofGroup(access, variable)
                : super.visitFieldAccess(access);
          }
        };

    Columns(RelNode rel, Groups named, Set<CorrelationId> own) {
      this.rel = rel;
      this.named = named;
      this.own = own;
      this.rexBuilder = rel.getCluster().getRexBuilder();
    }

    @Override
    public RelNode visit(RelNode other) {
      return super.visit(other).accept(expressions);
    }

    private boolean isOwn(RexCorrelVariable variable) {
      return (own.contains(variable.id) || !isDeclared.test(variable.id))
          && named.areNamedBy(variable);
    }

    private RexNode ofGroup(RexFieldAccess access, RexCorrelVariable variable) {
      Integer key = named.keys().get(access.getField().getIndex());
      if (key == null) {
        throw ChromaError.INVALID_STATEMENT.exception(
            "A subquery names the column '"
                + access.getField().getName()
                + "' of the query around, which groups by others. Group by it, too, or compute its"
                + " aggregate in a query in FROM");
      }
      if (!rel.getVariablesSet().contains(variable.id)) {
        undeclared.add(variable.id);
      }
      return rexBuilder.makeFieldAccess(
          rexBuilder.makeCorrel(rel.getInput(0).getRowType(), variable.id), key);
    }
  }
}
