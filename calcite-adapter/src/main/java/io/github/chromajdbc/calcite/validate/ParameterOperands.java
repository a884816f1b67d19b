package io.github.chromajdbc.calcite.validate;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Types of parameters that are operands of functions and of arithmetic, or stand among values of
 * one type: in COALESCE, CASE, ARRAY, VALUES and IN. Calcite (1.42) asks an operator what it takes
 * only once the parameter has a type, which is a text where nothing says another. Here the operator
 * is asked about one type after the other, and the first that it takes is the parameter's; a value
 * of another type is planned for when it is there.
 */
final class ParameterOperands {
  private static final int MOST_COMBINED = 4;

  private static final List<SqlTypeName> TYPES =
      List.of(SqlTypeName.INTEGER, SqlTypeName.DOUBLE, SqlTypeName.TIMESTAMP, SqlTypeName.BOOLEAN);

  private final ChromaValidator validator;
  private final Set<SqlNode> typed = Collections.newSetFromMap(new IdentityHashMap<>());

  ParameterOperands(ChromaValidator validator) {
    this.validator = validator;
  }

  /** Whether the operator around it gave it its type. */
  boolean hasType(SqlDynamicParam parameter) {
    return typed.contains(parameter);
  }

  /** Gives types to the parameters that are operands of the call, if it is one to ask. */
  void infer(SqlValidatorScope scope, SqlCall call) {
    if (call instanceof SqlCase choice) {
      inferTested(scope, choice);
      inferAlike(scope, branches(choice));
    } else if (call.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR) {
      inferAlike(scope, call.getOperandList());
    } else if (isOneOfSeveral(call)) {
      inferOneOfSeveral(scope, call);
    } else if (isArithmetic(call) || isFunction(call)) {
      List<SqlDynamicParam> parameters = untyped(call.getOperandList());
      if (!parameters.isEmpty()) {
        inferOperands(scope, call, parameters);
      }
    }
  }

  private static boolean isFunction(SqlCall call) {
    return call.getOperator() instanceof SqlFunction function
        && function.getOperandTypeInference() == null
        && call.getKind() != SqlKind.CAST
        && call.getKind() != SqlKind.SAFE_CAST;
  }

  private static boolean isArithmetic(SqlCall call) {
    return switch (call.getKind()) {
      case PLUS, MINUS, TIMES, DIVIDE, MOD, PLUS_PREFIX, MINUS_PREFIX -> true;
      default -> false;
    };
  }

  /** Whether all operands are of one kind, or nearly: a text beside a number makes no sense. */
  private static boolean isOfOneType(SqlCall call) {
    return isArithmetic(call)
        || switch (call.getKind()) {
          case GREATEST, GREATEST_PG, LEAST, LEAST_PG, LAG, LEAD -> true;
          default -> false;
        };
  }

  private static boolean isOneOfSeveral(SqlCall call) {
    return switch (call.getKind()) {
      case IN, NOT_IN, SOME, ALL -> true;
      default -> false;
    };
  }

  /** Of {@code ? IN (n, 5)}, {@code ? IN (SELECT ...)} and {@code n > ALL (SELECT ? ...)}. */
  private void inferOneOfSeveral(SqlValidatorScope scope, SqlCall call) {
    SqlNode value = call.operand(0);
    SqlNode several = call.operand(1);
    SqlNode only = several instanceof SqlNodeList list && list.size() == 1 ? list.get(0) : several;
    if (only.isA(SqlKind.QUERY)) {
      inferBesideQuery(scope, value, only);
    } else if (value instanceof SqlDynamicParam
        && several instanceof SqlNodeList list
        && !isArray(scope, call, only)) {
      List<SqlNode> alike = new ArrayList<>(list);
      alike.add(value);
      inferAlike(scope, alike);
    } else if (value.getKind() == SqlKind.ROW
        && several instanceof SqlNodeList list
        && !untyped(((SqlCall) value).getOperandList()).isEmpty()
        && list.stream().allMatch(row -> row.getKind() == SqlKind.ROW)) {
      List<SqlNode> rows = new ArrayList<>(list);
      rows.add(value);
      inferRows(scope, rows);
    }
  }

  /** Whether what follows ANY or ALL is an array, of which {@link ArrayParameters} knows. */
  private boolean isArray(SqlValidatorScope scope, SqlCall call, SqlNode only) {
    if (call.getKind() == SqlKind.IN
        || call.getKind() == SqlKind.NOT_IN
        || only instanceof SqlNodeList) {
      return false;
    }
    RelDataType type = known(scope, List.of(only));
    return only instanceof SqlDynamicParam || (type != null && SqlTypeUtil.isArray(type));
  }

  private void inferBesideQuery(SqlValidatorScope scope, SqlNode value, SqlNode query) {
    if (value instanceof SqlDynamicParam) {
      RelDataType row = validator.deriveType(scope, query);
      if (row.getFieldCount() == 1) {
        RelDataType type = parameterType(row.getFieldList().get(0).getType());
        untyped(List.of(value)).forEach(parameter -> give(parameter, type));
      }
      return;
    }
    List<SqlDynamicParam> parameters = untyped(selected(query));
    RelDataType type = parameters.isEmpty() ? null : known(scope, List.of(value));
    if (type != null) {
      parameters.forEach(parameter -> give(parameter, type));
    }
  }

  /** What a query of one column selects. */
  private static List<SqlNode> selected(SqlNode query) {
    if (query instanceof SqlSelect select && select.getSelectList().size() == 1) {
      return List.of(SqlUtil.stripAs(select.getSelectList().get(0)));
    }
    return SqlKind.SET_QUERY.contains(query.getKind())
        ? ((SqlCall) query)
            .getOperandList().stream().flatMap(each -> selected(each).stream()).toList()
        : List.of();
  }

  /** Of each column of rows, such as those of VALUES. */
  void inferRows(SqlValidatorScope scope, List<SqlNode> rows) {
    int columns = rows.stream().mapToInt(row -> ((SqlCall) row).operandCount()).min().orElse(0);
    for (int i = 0; i < columns; i++) {
      List<SqlNode> column = new ArrayList<>();
      for (SqlNode row : rows) {
        column.add(((SqlCall) row).operand(i));
      }
      inferAlike(scope, column);
    }
  }

  private static List<SqlNode> branches(SqlCase choice) {
    List<SqlNode> branches = new ArrayList<>();
    choice.getThenOperands().forEach(value -> branches.add(inner(value)));
    branches.add(requireNonNull(choice.getElseOperand()));
    return branches;
  }

  /** Parameters among values of one type have it; they are texts where there are no others. */
  private void inferAlike(SqlValidatorScope scope, List<SqlNode> values) {
    List<SqlDynamicParam> parameters = untyped(values);
    if (parameters.isEmpty()) {
      return;
    }
    List<RelDataType> types = new ArrayList<>();
    for (SqlNode value : values) {
      RelDataType type = known(scope, List.of(value));
      if (type != null) {
        types.add(type);
      }
    }
    RelDataTypeFactory typeFactory = validator.getTypeFactory();
    RelDataType common =
        types.isEmpty()
            ? typeFactory.createSqlType(SqlTypeName.VARCHAR)
            : typeFactory.leastRestrictive(types);
    RelDataType given = parameterType(common == null ? types.get(0) : common);
    parameters.forEach(parameter -> give(parameter, given));
  }

  /** What COALESCE became is {@code CASE WHEN ? IS NOT NULL THEN ? ELSE n END}. */
  private void inferTested(SqlValidatorScope scope, SqlCase choice) {
    SqlNodeList conditions = choice.getWhenOperands();
    List<SqlDynamicParam> tested = new ArrayList<>();
    List<SqlNode> values = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      SqlNode value = inner(choice.getThenOperands().get(i));
      values.add(value);
      if (conditions.get(i).getKind() == SqlKind.IS_NOT_NULL
          && ((SqlCall) conditions.get(i)).operand(0) instanceof SqlDynamicParam parameter
          && value instanceof SqlDynamicParam same
          && same.getIndex() == parameter.getIndex()) {
        tested.addAll(untyped(List.of(parameter, same)));
      }
    }
    values.add(requireNonNull(choice.getElseOperand()));
    RelDataType known = tested.isEmpty() ? null : known(scope, values);
    if (known != null) {
      tested.forEach(parameter -> give(parameter, known));
    }
  }

  private static SqlNode inner(SqlNode value) {
    return value instanceof SqlCall call && call.getOperator().getName().equals("CAST NOT NULL")
        ? call.operand(0)
        : value;
  }

  private List<SqlDynamicParam> untyped(List<SqlNode> operands) {
    List<SqlDynamicParam> parameters = new ArrayList<>();
    for (SqlNode operand : operands) {
      if (operand instanceof SqlDynamicParam parameter && !hasType(parameter)) {
        parameters.add(parameter);
      }
    }
    return parameters;
  }

  private void inferOperands(
      SqlValidatorScope scope, SqlCall call, List<SqlDynamicParam> parameters) {
    List<RelDataType> candidates = candidates(scope, call);
    for (SqlOperator operator : operators(call)) {
      if (!operator.getOperandCountRange().isValidCount(arguments(call).size())) {
        continue;
      }
      boolean taken =
          parameters.size() <= MOST_COMBINED
              ? takes(operator, scope, call, parameters, candidates, 0)
              : candidates.stream()
                  .anyMatch(type -> takes(operator, scope, call, parameters, type));
      if (taken) {
        typed.addAll(parameters);
        return;
      }
    }
    parameters.forEach(validator::removeValidatedNodeType);
  }

  /** Tries all combinations for the parameters from {@code first} on. */
  private boolean takes(
      SqlOperator operator,
      SqlValidatorScope scope,
      SqlCall call,
      List<SqlDynamicParam> parameters,
      List<RelDataType> candidates,
      int first) {
    if (first == parameters.size()) {
      return takes(operator, scope, call);
    }
    for (RelDataType candidate : candidates) {
      validator.setValidatedNodeType(parameters.get(first), candidate);
      if (takes(operator, scope, call, parameters, candidates, first + 1)) {
        return true;
      }
    }
    return false;
  }

  private boolean takes(
      SqlOperator operator,
      SqlValidatorScope scope,
      SqlCall call,
      List<SqlDynamicParam> parameters,
      RelDataType type) {
    parameters.forEach(parameter -> validator.setValidatedNodeType(parameter, type));
    return takes(operator, scope, call);
  }

  /** Asks about a call of the same operands: what is asked may put casts around them. */
  private boolean takes(SqlOperator operator, SqlValidatorScope scope, SqlCall call) {
    SqlCall asked =
        operator.createCall(
            call.getFunctionQuantifier(),
            call.getParserPosition(),
            arguments(call).toArray(SqlNode[]::new));
    return operator.checkOperandTypes(new SqlCallBinding(validator, scope, asked), false);
  }

  /** Without the ORDER BY of an aggregate. */
  private static List<SqlNode> arguments(SqlCall call) {
    return call.getOperandList().stream()
        .filter(operand -> !(operand instanceof SqlNodeList))
        .toList();
  }

  /** All that the call may mean. */
  private List<SqlOperator> operators(SqlCall call) {
    if (!(call.getOperator() instanceof SqlUnresolvedFunction function)) {
      return List.of(call.getOperator());
    }
    List<SqlOperator> overloads = new ArrayList<>();
    validator
        .getOperatorTable()
        .lookupOperatorOverloads(
            function.getNameAsId(),
            function.getFunctionType(),
            SqlSyntax.FUNCTION,
            overloads,
            validator.getCatalogReader().nameMatcher());
    return overloads;
  }

  /** The types to ask about: a text first, as ever, where it is not that of the other operands. */
  private List<RelDataType> candidates(SqlValidatorScope scope, SqlCall call) {
    RelDataTypeFactory typeFactory = validator.getTypeFactory();
    RelDataType known = known(scope, call.getOperandList());
    RelDataType text = parameterType(typeFactory.createSqlType(SqlTypeName.VARCHAR));
    List<RelDataType> candidates = new ArrayList<>();
    candidates.add(text);
    if (known != null && isMovedInTime(call, known)) {
      candidates.add(0, parameterType(typeFactory.createSqlType(SqlTypeName.TIMESTAMP)));
    }
    if (known != null) {
      candidates.add(isOfOneType(call) && !isMovedInTime(call, known) ? 0 : 1, known);
    }
    TYPES.forEach(type -> candidates.add(parameterType(typeFactory.createSqlType(type))));
    return candidates;
  }

  /** Whether an interval is added to a parameter, or subtracted from it. */
  private static boolean isMovedInTime(SqlCall call, RelDataType known) {
    return SqlTypeUtil.isInterval(known)
        && (call.getKind() == SqlKind.PLUS
            || (call.getKind() == SqlKind.MINUS && call.operand(0) instanceof SqlDynamicParam));
  }

  /** The type of the first operand that has one. */
  private @Nullable RelDataType known(SqlValidatorScope scope, List<SqlNode> operands) {
    for (SqlNode operand : operands) {
      if (isValue(operand)) {
        RelDataType type = validator.deriveType(scope, operand);
        if (type.getSqlTypeName() != SqlTypeName.NULL && !type.equals(validator.getUnknownType())) {
          return parameterType(type);
        }
      }
    }
    return null;
  }

  private static boolean isValue(SqlNode operand) {
    return switch (operand.getKind()) {
      case DYNAMIC_PARAM, INTERVAL_QUALIFIER, DEFAULT -> false;
      default -> !(operand instanceof SqlNodeList);
    };
  }

  /** A parameter may be NULL, a text of any length, and a number of as many digits as there are. */
  private RelDataType parameterType(RelDataType type) {
    RelDataTypeFactory typeFactory = validator.getTypeFactory();
    RelDataType ofAnyLength =
        SqlTypeUtil.isCharacter(type)
            ? SqlTypeUtil.addCharsetAndCollation(
                typeFactory.createSqlType(SqlTypeName.VARCHAR), typeFactory)
            : SqlTypeUtil.isDecimal(type)
                ? typeFactory.createSqlType(
                    SqlTypeName.DECIMAL,
                    typeFactory.getTypeSystem().getMaxPrecision(SqlTypeName.DECIMAL),
                    type.getScale())
                : type;
    return typeFactory.createTypeWithNullability(ofAnyLength, true);
  }

  private void give(SqlDynamicParam parameter, RelDataType type) {
    validator.setValidatedNodeType(parameter, type);
    typed.add(parameter);
  }
}
