package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.calcite.catalog.ColumnType;
import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.catalog.TableColumn.Role;
import io.github.chromajdbc.calcite.function.ChromaFunctions;
import io.github.chromajdbc.calcite.pushdown.Condition.TextMatch;
import io.github.chromajdbc.calcite.pushdown.PushdownScope.Reference;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.jspecify.annotations.Nullable;

/**
 * LIKE, ILIKE, CONTAINS and REGEX on documents, CONTAINS on arrays.
 *
 * <p>Traps: records without a document match every negation, so a negation is guarded by "has a
 * document"; metadata strings have no such operators, so LIKE on them remains.
 */
final class TextPushdown {
  private final PushdownScope scope;

  TextPushdown(PushdownScope scope) {
    this.scope = scope;
  }

  Pushed like(RexCall call, boolean negated) {
    if (!(call.getOperator() instanceof SqlLikeOperator operator)) {
      return Pushed.nothing("Chroma has no " + call.getOperator().getName());
    }
    return document(call, TextMatch.LIKE, negated != operator.isNegated());
  }

  Pushed function(RexCall call, boolean negated) {
    if (call.getOperator().equals(ChromaFunctions.CONTAINS)) {
      return document(call, TextMatch.CONTAINS, negated);
    }
    if (call.getOperator().equals(ChromaFunctions.MATCHES)) {
      return document(call, TextMatch.REGEX, negated);
    }
    if (call.getOperator().equals(ChromaFunctions.LIKE_ESCAPE)) {
      return document(call, TextMatch.LIKE, negated);
    }
    if (call.getOperator().equals(ChromaFunctions.ILIKE)
        || call.getOperator().equals(ChromaFunctions.ILIKE_ESCAPE)) {
      return document(call, TextMatch.ILIKE, negated);
    }
    if (call.getOperator().equals(ChromaFunctions.ARRAY_CONTAINS) && !negated) {
      Pushed pushed = array(call);
      if (pushed != null) {
        return pushed;
      }
    }
    return Pushed.nothing("Chroma has no " + call.getOperator().getName());
  }

  private Pushed document(RexCall call, TextMatch match, boolean negated) {
    Reference reference = scope.reference(call.getOperands().get(0));
    if (reference == null || reference.column().role() != Role.DOCUMENT) {
      return Pushed.nothing("Chroma matches patterns on documents only");
    }
    List<Operand> operands = new ArrayList<>();
    for (RexNode node : call.getOperands().subList(1, call.getOperands().size())) {
      Operand operand = scope.operand(node);
      if (operand == null) {
        return Pushed.nothing("the pattern is no constant");
      }
      operands.add(operand);
    }
    return Pushed.exactly(new Condition.DocumentText(match, negated, operands));
  }

  private @Nullable Pushed array(RexCall call) {
    Reference reference = scope.reference(call.getOperands().get(0));
    Operand operand = scope.operand(call.getOperands().get(1));
    if (reference == null || operand == null || !scope.abilities().arrayMetadata()) {
      return null;
    }
    TableColumn column = reference.column();
    if (column.role() != Role.METADATA_KEY
        || !column.uniform()
        || (column.type() != ColumnType.TEXT_ARRAY
            && column.type() != ColumnType.INTEGER_ARRAY
            && column.type() != ColumnType.BOOLEAN_ARRAY)) {
      return null;
    }
    return Pushed.exactly(new Condition.ArrayHolds(column.requireKey(), operand));
  }
}
