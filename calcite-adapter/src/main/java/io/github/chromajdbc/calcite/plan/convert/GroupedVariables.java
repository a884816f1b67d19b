package io.github.chromajdbc.calcite.plan.convert;

import com.google.common.collect.ImmutableSet;
import io.github.chromajdbc.calcite.plan.walk.SubqueryShuttle;
import io.github.chromajdbc.error.ChromaError;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The subqueries in SELECT and HAVING of a query that groups. When they come here they name columns
 * of its FROM; these become the columns of its groups.
 */
final class GroupedVariables extends SubqueryShuttle {
  private final IdentityHashMap<RelNode, Groups> groups = new IdentityHashMap<>();
  private final Map<CorrelationId, SqlValidatorScope> scopes = new HashMap<>();

  /**
   * Groups of rows.
   *
   * @param from whose rows they are of
   * @param keys by the index of a column of FROM, 0-based, the index of the same in a group
   */
  private record Groups(SqlValidatorScope from, Map<Integer, Integer> keys) {}

  /**
   * Notes whose rows a variable stands for.
   *
   * @param scope of their query
   */
  void add(CorrelationId variable, SqlValidatorScope scope) {
    scopes.put(variable, scope);
  }

  /**
   * Notes what a query groups.
   *
   * @param aggregate what the rest of the query reads
   * @param from the scope of the query
   * @param keys what the aggregate reads
   * @param groupSet the columns of {@code keys} that it groups by
   */
  void add(RelNode aggregate, SqlValidatorScope from, RelNode keys, ImmutableBitSet groupSet) {
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
    groups.put(aggregate, new Groups(from, positions));
  }

  /**
   * The plan with the columns of groups.
   *
   * @throws io.github.chromajdbc.error.ChromaException 42000 when a column is not being grouped
   */
  RelNode settled(RelNode rel) {
    return groups.isEmpty() ? rel : rel.accept(this);
  }

  @Override
  public RelNode visit(RelNode other) {
    Groups named = groupsBelow(other);
    RelNode visited = super.visit(other).accept(new Expressions());
    if (named == null) {
      return visited;
    }
    Columns columns = new Columns(visited, named);
    RelNode settled = visited.accept(columns.expressions);
    return settled instanceof Filter filter ? declaring(filter, columns.found) : settled;
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

  /** Calcite declares the variables of the first subquery of HAVING there, and not the others. */
  private static RelNode declaring(Filter filter, Set<CorrelationId> variables) {
    if (filter.getVariablesSet().containsAll(variables)) {
      return filter;
    }
    Set<CorrelationId> all = new HashSet<>(filter.getVariablesSet());
    all.addAll(variables);
    return LogicalFilter.create(filter.getInput(), filter.getCondition(), ImmutableSet.copyOf(all));
  }

  /** Goes through the expressions of a query over groups, and all that stands in them. */
  private final class Columns extends SubqueryShuttle {
    private final RelNode rel;
    private final Groups named;
    private final RexBuilder rexBuilder;
    private final Set<CorrelationId> found = new HashSet<>();

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

    Columns(RelNode rel, Groups named) {
      this.rel = rel;
      this.named = named;
      this.rexBuilder = rel.getCluster().getRexBuilder();
    }

    @Override
    public RelNode visit(RelNode other) {
      return super.visit(other).accept(expressions);
    }

    private boolean isOwn(RexCorrelVariable variable) {
      SqlValidatorScope scope = scopes.get(variable.id);
      return scope != null && named.from().isWithin(scope);
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
      found.add(variable.id);
      return rexBuilder.makeFieldAccess(
          rexBuilder.makeCorrel(rel.getInput(0).getRowType(), variable.id), key);
    }
  }
}
