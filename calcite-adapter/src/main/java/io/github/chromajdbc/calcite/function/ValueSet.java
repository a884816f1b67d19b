package io.github.chromajdbc.calcite.function;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.adapter.enumerable.CallImplementor;
import org.apache.calcite.adapter.enumerable.NotNullImplementor;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.adapter.enumerable.RexImpTable;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableFunction;
import org.apache.calcite.schema.ScalarFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/**
 * The values of a long IN list. Calcite would write a comparison with each of them into the
 * generated code, whose methods must not grow past 64 KB.
 */
public final class ValueSet {
  private static final Method CONTAINS =
      Types.lookupMethod(ValueSet.class, "contains", Object.class, Object.class);

  private final Set<Object> values;

  private ValueSet(Set<Object> values) {
    this.values = values;
  }

  /** Whether values of a type are equal in SQL exactly when their {@link #canonical} is. */
  public static boolean isPossible(SqlTypeName type) {
    return switch (type) {
      case VARCHAR, BIGINT, INTEGER, SMALLINT, TINYINT, DOUBLE, DECIMAL -> true;
      default -> false;
    };
  }

  /**
   * The set of some values.
   *
   * @param literals Strings for VARCHAR, else Numbers
   */
  public static ValueSet of(SqlTypeName type, List<?> literals) {
    Set<Object> values = new HashSet<>();
    for (Object literal : literals) {
      values.add(
          canonical(
              type == SqlTypeName.DOUBLE ? (Object) ((Number) literal).doubleValue() : literal));
    }
    return new ValueSet(values);
  }

  /** A function that tells whether its operand is in the set. */
  public static SqlUserDefinedFunction function(String name) {
    return new SqlUserDefinedFunction(
        new SqlIdentifier(name, SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.BOOLEAN_NULLABLE,
        InferTypes.RETURN_TYPE,
        OperandTypes.operandMetadata(
            List.of(SqlTypeFamily.ANY), factory -> List.of(), i -> "value", i -> false),
        new Lookup(name));
  }

  /** Whether the set that the plan holds has the value. Called by generated code. */
  public static boolean contains(Object set, Object value) {
    return ((ValueSet) set).values.contains(canonical(value));
  }

  private static Object canonical(Object value) {
    if (value instanceof Double number) {
      return number + 0.0; // 0.0 and -0.0 are one value in SQL
    }
    if (value instanceof Number number) {
      return new BigDecimal(number.toString()).stripTrailingZeros();
    }
    return value.toString();
  }

  /** Asks the plan's object of that name. */
  private record Lookup(String name) implements ScalarFunction, ImplementableFunction {
    @Override
    public RelDataType getReturnType(RelDataTypeFactory typeFactory) {
      return typeFactory.createSqlType(SqlTypeName.BOOLEAN);
    }

    @Override
    public List<FunctionParameter> getParameters() {
      return List.of();
    }

    @Override
    public CallImplementor getImplementor() {
      NotNullImplementor implementor =
          (translator, call, operands) ->
              Expressions.call(
                  CONTAINS,
                  Expressions.call(translator.getRoot(), "get", Expressions.constant(name)),
                  Expressions.box(operands.get(0)));
      return RexImpTable.createImplementor(implementor, NullPolicy.STRICT, false);
    }
  }
}
