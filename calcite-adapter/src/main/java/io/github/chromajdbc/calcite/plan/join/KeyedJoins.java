package io.github.chromajdbc.calcite.plan.join;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.pushdown.KeyConditions;
import io.github.chromajdbc.calcite.rel.ChromaRead;
import io.github.chromajdbc.calcite.rel.DeferredRows;
import io.github.chromajdbc.calcite.rel.KeyRestriction;
import io.github.chromajdbc.calcite.rel.KeySource;
import io.github.chromajdbc.calcite.rel.RelInputs;
import io.github.chromajdbc.calcite.rel.WorkTableScan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.adapter.enumerable.EnumerableAggregate;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.adapter.enumerable.EnumerableHashJoin;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.jspecify.annotations.Nullable;

/**
 * Lets the keys of one side of an equality join restrict what the other side reads from Chroma. A
 * row of a read that no row of the other side can match is not needed, unless the join keeps rows
 * of that side that match none.
 */
public final class KeyedJoins {
  private int joins;

  private KeyedJoins() {}

  public static RelNode in(RelNode rel) {
    return new KeyedJoins().visit(rel);
  }

  private RelNode visit(RelNode rel) {
    RelNode visited = RelInputs.rewritten(rel, this::visit);
    // What a recursive query reads of its own rows changes from step to step.
    return visited instanceof EnumerableHashJoin join && !WorkTableScan.isIn(join)
        ? keyed(join)
        : visited;
  }

  private RelNode keyed(EnumerableHashJoin join) {
    List<Integer> leftKeys = new ArrayList<>();
    List<Integer> rightKeys = new ArrayList<>();
    List<Boolean> nullsNeverMatch = new ArrayList<>();
    RelOptUtil.splitJoinCondition(
        join.getLeft(),
        join.getRight(),
        join.getCondition(),
        leftKeys,
        rightKeys,
        nullsNeverMatch,
        new ArrayList<>());
    JoinRelType type = join.getJoinType();
    boolean leftMay = type == JoinRelType.INNER || type == JoinRelType.RIGHT || isSemi(type);
    boolean rightMay =
        type == JoinRelType.INNER
            || type == JoinRelType.LEFT
            || type == JoinRelType.ANTI
            || isSemi(type);
    for (int i = 0; i < leftKeys.size(); i++) {
      if (!nullsNeverMatch.get(i)) {
        continue;
      }
      TableColumn leftColumn = leftMay ? readColumn(join.getLeft(), leftKeys.get(i)) : null;
      TableColumn rightColumn = rightMay ? readColumn(join.getRight(), rightKeys.get(i)) : null;
      if (leftColumn != null || rightColumn != null) {
        return keyed(join, leftKeys.get(i), leftColumn, rightKeys.get(i), rightColumn);
      }
    }
    return join;
  }

  private RelNode keyed(
      EnumerableHashJoin join,
      int leftKey,
      @Nullable TableColumn leftColumn,
      int rightKey,
      @Nullable TableColumn rightColumn) {
    int number = joins++;
    boolean both = leftColumn != null && rightColumn != null;
    RelNode left = join.getLeft();
    RelNode right = join.getRight();
    if (leftColumn != null) {
      left = restricted(left, read -> KeyRestriction.of(read, number, true, both, leftColumn));
      left = left instanceof KeyRestriction ? left : DeferredRows.of(left);
      right = KeySource.of(right, number, false, both, rightKey);
    }
    if (rightColumn != null) {
      // KeySource, when it is there, stays on top.
      right = restricted(right, read -> KeyRestriction.of(read, number, false, both, rightColumn));
      left = KeySource.of(left, number, true, both, leftKey);
    }
    return join.copy(join.getTraitSet(), List.of(left, right));
  }

  private static RelNode restricted(RelNode rel, Function<ChromaRead, RelNode> restriction) {
    return rel instanceof ChromaRead read
        ? restriction.apply(read)
        : rel.copy(rel.getTraitSet(), List.of(restricted(rel.getInput(0), restriction)));
  }

  private static boolean isSemi(JoinRelType type) {
    return type == JoinRelType.SEMI;
  }

  /** The column of a read, straight below, that {@code column} is; null when it can be none. */
  private static @Nullable TableColumn readColumn(RelNode rel, int column) {
    if (rel instanceof ChromaRead read) {
      ReadPlan plan = read.plan();
      if (plan.counting() || plan.search() != null || plan.bounded()) {
        return null;
      }
      TableColumn key = plan.columns().get(column);
      return KeyConditions.isPossible(key) ? key : null;
    }
    if (rel instanceof EnumerableCalc calc) {
      RexProgram program = calc.getProgram();
      RexNode expression = program.expandLocalRef(program.getProjectList().get(column));
      return expression instanceof RexInputRef reference
          ? readColumn(calc.getInput(), reference.getIndex())
          : null;
    }
    return rel instanceof EnumerableAggregate aggregate
            && aggregate.getGroupType() == Aggregate.Group.SIMPLE
            && column < aggregate.getGroupCount()
        ? readColumn(aggregate.getInput(), aggregate.getGroupSet().nth(column))
        : null;
  }
}
