package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.calcite.function.ChromaFunctions;
import io.github.chromajdbc.error.ChromaError;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The WHERE of a search block, split: conditions on records, which restrict the candidates, and
 * upper bounds of {@code distance}. Those may be applied after the nearest k were found, since the
 * nearest k of the records nearer than x are the nearest k, less those that are not nearer than x.
 */
record DistanceConditions(@Nullable SqlNode candidates, @Nullable SqlNode onDistance) {

  static DistanceConditions split(@Nullable SqlNode where, String alias) {
    List<SqlNode> candidates = new ArrayList<>();
    List<SqlNode> onDistance = new ArrayList<>();
    if (where != null) {
      collect(where, alias, candidates, onDistance);
    }
    return new DistanceConditions(conjunction(candidates), conjunction(onDistance));
  }

  private static void collect(
      SqlNode node, String alias, List<SqlNode> candidates, List<SqlNode> onDistance) {
    if (node.getKind() == SqlKind.AND) {
      for (SqlNode operand : ((SqlCall) node).getOperandList()) {
        collect(operand, alias, candidates, onDistance);
      }
    } else if (!mentionsDistance(node, alias)) {
      candidates.add(node);
    } else if (isUpperBound(node, alias)) {
      onDistance.add(bounded((SqlCall) node, alias));
    } else {
      throw ChromaError.NOT_SUPPORTED.exception(
          "In the WHERE of a search block, distance takes an upper bound only, as in distance <= 0.5."
              + " Put the search into a derived table to filter its rows in another way");
    }
  }

  private static boolean isUpperBound(SqlNode node, String alias) {
    if (!(node instanceof SqlCall call) || call.operandCount() != 2) {
      return false;
    }
    return switch (node.getKind()) {
      case LESS_THAN, LESS_THAN_OR_EQUAL ->
          isDistance(call.operand(0), alias) && !mentionsDistance(call.operand(1), alias);
      case GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          isDistance(call.operand(1), alias) && !mentionsDistance(call.operand(0), alias);
      default -> false;
    };
  }

  /** The comparison with its bound marked, if that is more than a literal or a parameter. */
  private static SqlNode bounded(SqlCall call, String alias) {
    int bound = isDistance(call.operand(0), alias) ? 1 : 0;
    SqlNode value = call.operand(bound);
    if (value instanceof SqlLiteral || value instanceof SqlDynamicParam) {
      return call;
    }
    SqlNode[] operands = call.getOperandList().toArray(SqlNode[]::new);
    operands[bound] = ChromaFunctions.DISTANCE_BOUND.createCall(value.getParserPosition(), value);
    return call.getOperator().createCall(call.getParserPosition(), operands);
  }

  private static boolean isDistance(SqlNode node, String alias) {
    return node instanceof SqlIdentifier name
        && name.names.get(name.names.size() - 1).equalsIgnoreCase("distance")
        && (name.isSimple()
            || (name.names.size() == 2 && name.names.get(0).equalsIgnoreCase(alias)));
  }

  private static boolean mentionsDistance(SqlNode node, String alias) {
    boolean[] found = new boolean[1];
    node.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            if (!call.getKind().belongsTo(SqlKind.QUERY)) {
              call.getOperator().acceptCall(this, call);
            }
            return null;
          }

          @Override
          public Void visit(SqlIdentifier identifier) {
            found[0] |= isDistance(identifier, alias);
            return null;
          }
        });
    return found[0];
  }

  private static @Nullable SqlNode conjunction(List<SqlNode> conjuncts) {
    SqlNode all = null;
    for (SqlNode conjunct : conjuncts) {
      all = SearchRewriter.and(all, conjunct);
    }
    return all;
  }
}
