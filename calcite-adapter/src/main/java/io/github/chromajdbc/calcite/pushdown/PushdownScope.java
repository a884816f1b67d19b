package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.calcite.catalog.ColumnType;
import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.client.StoreAbilities;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/**
 * What the rewrites of predicates share: the columns, the server's abilities, the operands found.
 */
final class PushdownScope {
  private final List<TableColumn> columns;
  private final StoreAbilities abilities;
  private final RexBuilder rexBuilder;
  private final List<RexNode> operands;

  PushdownScope(
      List<TableColumn> columns,
      StoreAbilities abilities,
      RexBuilder rexBuilder,
      List<RexNode> operands) {
    this.columns = columns;
    this.abilities = abilities;
    this.rexBuilder = rexBuilder;
    this.operands = new ArrayList<>(operands);
  }

  StoreAbilities abilities() {
    return abilities;
  }

  RexBuilder rexBuilder() {
    return rexBuilder;
  }

  /** The operands to evaluate at execution, in the order of {@link Operand.Evaluated#position}. */
  List<RexNode> operands() {
    return operands;
  }

  /**
   * A column that an expression reads, through casts that keep its value.
   *
   * @param asDouble whether a whole number is rounded to DOUBLE on the way
   */
  record Reference(TableColumn column, boolean asDouble) {

    /**
     * A condition on a column of numbers: exact, unless fractions can stand under a key that is
     * declared to have whole numbers, which are NULL then.
     */
    Pushed wholeNumbersOnly(Condition condition) {
      return column.type() == ColumnType.INTEGER && !column.uniform()
          ? Pushed.atLeast(condition, Pushed.SEVERAL_TYPES)
          : Pushed.exactly(condition);
    }
  }

  /** The column that the expression is, or null. */
  @Nullable Reference reference(RexNode node) {
    if (node instanceof RexInputRef ref) {
      return new Reference(columns.get(ref.getIndex()), false);
    }
    if (node instanceof RexCall call && call.isA(SqlKind.CAST)) {
      RexNode inner = call.getOperands().get(0);
      Reference reference = reference(inner);
      if (reference == null) {
        return null;
      }
      return throughCast(reference, inner.getType(), call.getType());
    }
    return null;
  }

  private static @Nullable Reference throughCast(
      Reference reference, RelDataType from, RelDataType to) {
    if (SqlTypeUtil.equalSansNullability(from, to)) {
      return reference;
    }
    ColumnType type = reference.column().type();
    SqlTypeName name = to.getSqlTypeName();
    return switch (type) {
      case INTEGER ->
          switch (name) {
            case DOUBLE, FLOAT -> new Reference(reference.column(), true);
            case DECIMAL ->
                to.getPrecision() - to.getScale() >= 19 && !reference.asDouble() ? reference : null;
            default -> null;
          };
      case NUMBER -> name == SqlTypeName.DOUBLE || name == SqlTypeName.FLOAT ? reference : null;
      case TEXT, MIXED ->
          name == SqlTypeName.VARCHAR && to.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED
              ? reference
              : null;
      default -> null;
    };
  }

  /** The operand that the expression is when it reads no column of this table, else null. */
  @Nullable Operand operand(RexNode node) {
    if (node instanceof RexLiteral literal) {
      return new Operand.Constant(valueOf(literal));
    }
    if (!isConstantWhileReading(node)) {
      return null;
    }
    int position = operands.indexOf(node);
    if (position < 0) {
      position = operands.size();
      operands.add(node);
    }
    return new Operand.Evaluated(position);
  }

  /** Whether an expression has one value for the whole of a read: parameters, outer columns. */
  static boolean isConstantWhileReading(RexNode node) {
    if (node instanceof RexDynamicParam || node instanceof RexLiteral) {
      return true;
    }
    if (node instanceof RexFieldAccess access) {
      return access.getReferenceExpr() instanceof org.apache.calcite.rex.RexCorrelVariable;
    }
    return node instanceof RexCall call
        && RexUtil.isDeterministic(call)
        && call.getKind() != SqlKind.SEARCH
        && call.getOperands().stream().allMatch(PushdownScope::isConstantWhileReading);
  }

  /**
   * The Java value of a literal: String, BigDecimal or Double, Boolean, of a TIMESTAMP milliseconds
   * since 1970, or null.
   */
  static @Nullable Object valueOf(RexLiteral literal) {
    if (literal.getTypeName() == SqlTypeName.TIMESTAMP) {
      return literal.getValueAs(Long.class);
    }
    Comparable<?> value = literal.getValue();
    if (value instanceof NlsString text) {
      return text.getValue();
    }
    return value;
  }
}
