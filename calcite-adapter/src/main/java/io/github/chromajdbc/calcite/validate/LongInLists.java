package io.github.chromajdbc.calcite.validate;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlInOperator;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.jspecify.annotations.Nullable;

/**
 * Marks the long lists of literals in a validated query. Calcite's conversion would make an OR of
 * each, which its simplification takes minutes for when there are thousands (each term is compared
 * with what all terms before it leave).
 */
public final class LongInLists extends SqlBasicVisitor<@Nullable Void> {
  /** {@code x IN (literals)}: x, then each literal. */
  public static final SqlOperator IN_LITERALS = operator("CHROMA_IN");

  /** {@code x NOT IN (literals)}. */
  public static final SqlOperator NOT_IN_LITERALS = operator("CHROMA_NOT_IN");

  private static final int LONG = 50;

  private final SqlValidator validator;

  private LongInLists(SqlValidator validator) {
    this.validator = validator;
  }

  private static SqlOperator operator(String name) {
    return new SqlFunction(
        name,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.BOOLEAN_NULLABLE,
        InferTypes.FIRST_KNOWN,
        OperandTypes.VARIADIC,
        SqlFunctionCategory.SYSTEM);
  }

  /** Marks them in place. */
  static void mark(SqlNode validated, SqlValidator validator) {
    validated.accept(new LongInLists(validator));
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    for (int i = 0; i < call.operandCount(); i++) {
      SqlNode operand = call.operand(i);
      SqlNode marked = operand == null ? null : marked(operand);
      if (marked != null) {
        call.setOperand(i, marked);
      }
    }
    return super.visit(call);
  }

  @Override
  public @Nullable Void visit(SqlNodeList list) {
    for (int i = 0; i < list.size(); i++) {
      SqlNode marked = list.get(i) == null ? null : marked(list.get(i));
      if (marked != null) {
        list.set(i, marked);
      }
    }
    return super.visit(list);
  }

  private @Nullable SqlNode marked(SqlNode node) {
    if (!(node instanceof SqlCall call)
        || !(call.getOperator() instanceof SqlInOperator in)
        || !(call.operand(1) instanceof SqlNodeList list)
        || list.size() <= LONG
        || call.operand(0) instanceof SqlNodeList
        || !list.stream().allMatch(LongInLists::isLiteral)) {
      return null;
    }
    SqlNode[] operands = new SqlNode[list.size() + 1];
    operands[0] = call.operand(0);
    for (int i = 0; i < list.size(); i++) {
      operands[i + 1] = list.get(i);
    }
    SqlCall marked =
        (in.kind == SqlKind.NOT_IN ? NOT_IN_LITERALS : IN_LITERALS)
            .createCall(call.getParserPosition(), operands);
    validator.setValidatedNodeType(marked, validator.getValidatedNodeType(call));
    return marked;
  }

  private static boolean isLiteral(@Nullable SqlNode node) {
    return node instanceof SqlLiteral && !SqlUtil.isNullLiteral(node, false);
  }
}
