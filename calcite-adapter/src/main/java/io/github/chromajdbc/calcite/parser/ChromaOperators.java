package io.github.chromajdbc.calcite.parser;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * The infix predicates that Chroma has and Calcite does not. They bind as LIKE does and are NULL
 * when an operand is.
 */
public final class ChromaOperators {
  private ChromaOperators() {}

  // LIKE's, so that a mixture of them is read, and written, as one of LIKE alone.
  private static final int PRECEDENCE = 32;
  private static final boolean LEFT_ASSOCIATIVE = false;

  private static final SqlOperandTypeChecker TEXTS =
      OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER);

  private static final SqlOperandTypeChecker TEXTS_OR_ELEMENT =
      OperandTypes.or(TEXTS, OperandTypes.family(SqlTypeFamily.ARRAY, SqlTypeFamily.ANY));

  /** {@code text CONTAINS part}, case-sensitive; {@code array CONTAINS element}. */
  public static final SqlBinaryOperator CONTAINS = new Predicate("CONTAINS", TEXTS_OR_ELEMENT);

  /** {@code text REGEX pattern}: the pattern, in Rust's dialect, matches anywhere in the text. */
  public static final SqlBinaryOperator REGEX = new Predicate("REGEX", TEXTS);

  /** Whether it is one of CONTAINS, REGEX and their negations. */
  public static boolean isPredicate(SqlOperator operator) {
    return operator instanceof Predicate;
  }

  /** Validation makes it NOT of {@link #CONTAINS}. */
  public static final SqlBinaryOperator NOT_CONTAINS =
      new NegatedPredicate(CONTAINS, TEXTS_OR_ELEMENT);

  /** Validation makes it NOT of {@link #REGEX}. */
  public static final SqlBinaryOperator NOT_REGEX = new NegatedPredicate(REGEX, TEXTS);

  /** A parameter is a text, but beside an array what an element of it is. */
  private static void inferParameters(
      SqlCallBinding binding, RelDataType returnType, RelDataType[] operandTypes) {
    RelDataType left = binding.getOperandType(0);
    RelDataType text = binding.getTypeFactory().createSqlType(SqlTypeName.VARCHAR);
    RelDataType element = left.getComponentType();
    operandTypes[0] = element == null ? text : left;
    operandTypes[1] = element == null ? text : element;
  }

  private static class Predicate extends SqlBinaryOperator {
    Predicate(String name, SqlOperandTypeChecker operands) {
      super(
          name,
          SqlKind.OTHER,
          PRECEDENCE,
          LEFT_ASSOCIATIVE,
          ReturnTypes.BOOLEAN_NULLABLE,
          ChromaOperators::inferParameters,
          operands);
    }

    /** Not by looking up the name, since Calcite's own CONTAINS, about periods, would be found. */
    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
      for (SqlNode operand : call.getOperandList()) {
        validator.deriveType(scope, operand);
      }
      return validateOperands(validator, scope, call);
    }
  }

  private static final class NegatedPredicate extends Predicate {
    private final SqlBinaryOperator negated;

    NegatedPredicate(SqlBinaryOperator negated, SqlOperandTypeChecker operands) {
      super("NOT " + negated.getName(), operands);
      this.negated = negated;
    }

    @Override
    public SqlNode rewriteCall(SqlValidator validator, SqlCall call) {
      SqlCall positive = negated.createCall(call.getParserPosition(), call.getOperandList());
      return SqlStdOperatorTable.NOT.createCall(call.getParserPosition(), positive);
    }
  }
}
