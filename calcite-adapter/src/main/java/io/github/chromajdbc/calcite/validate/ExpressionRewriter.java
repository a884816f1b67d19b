package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.calcite.catalog.ColumnType;
import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.function.ChromaFunctions;
import io.github.chromajdbc.calcite.statement.Session;
import io.github.chromajdbc.error.ChromaError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlJdbcFunctionCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the names in an expression as far as metadata goes: {@code metadata.a.b} and {@code
 * d.metadata.a.b} become one column name, {@code db.docs.id} becomes {@code docs.id}.
 */
final class ExpressionRewriter extends SqlShuttle {
  private static final String METADATA = "metadata";

  private final StatementRewriter statement;
  private final NameScope scope;
  private final Predicate<String> selected;
  private final RowComparisons rows = new RowComparisons(this::typedByOtherSide);

  /**
   * @param selected whether a name means a column of the result
   */
  ExpressionRewriter(StatementRewriter statement, NameScope scope, Predicate<String> selected) {
    this.statement = statement;
    this.scope = scope;
    this.selected = selected;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (CallFinder.isQuery(call)) {
      return statement.query(call, scope, StatementRewriter.RowBounds.NONE);
    }
    if (call.getKind() == SqlKind.AS) {
      // The alias is a name of its own.
      SqlNode[] operands = call.getOperandList().toArray(SqlNode[]::new);
      operands[0] = operands[0].accept(this);
      return call.getOperator()
          .createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands);
    }
    if (call.getOperator() instanceof SqlJdbcFunctionCall function) {
      String value =
          switch (function.getName().toUpperCase(Locale.ROOT)) {
            case "{FN DATABASE}" -> statement.session().database().database();
            case "{FN USER}" -> statement.session().user();
            default -> null;
          };
      if (value != null) {
        return text(value, call.getParserPosition());
      }
    }
    requireNoPercentile(call);
    requireOperands(call);
    SqlNode visited = super.visit(call);
    return visited instanceof SqlCall rewritten
        ? typedVectors(
            NullsInLists.typed(
                rows.rewritten(
                    WindowFrames.checked(
                        WindowCalls.rewritten(
                            DateTruncation.rewritten(
                                UnnestedArrays.rewritten(JsonWrappers.rewritten(rewritten))))))))
        : visited;
  }

  private static void requireNoPercentile(SqlCall call) {
    String name = call.getOperator().getName();
    if (name.equalsIgnoreCase("PERCENTILE_CONT") || name.equalsIgnoreCase("PERCENTILE_DISC")) {
      throw ChromaError.NOT_SUPPORTED.exception(
          name
              + " is not supported: in a derived table number the rows, ROW_NUMBER() OVER (ORDER BY"
              + " x) AS r and COUNT(x) OVER () AS n; the median is AVG(x) of those WHERE r IN ((n +"
              + " 1) / 2, (n + 2) / 2)");
    }
  }

  /** Calcite (1.42) takes for granted that these have the operands that are due. */
  private static void requireOperands(SqlCall call) {
    boolean complete =
        switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
          case "EXISTS", "UNIQUE" -> CallFinder.isQuery(call.operand(0));
          case "COALESCE", "GREATEST", "LEAST", "{FN IFNULL}" -> call.operandCount() > 0;
          case "{FN LTRIM}", "{FN RTRIM}" -> call.operandCount() == 1;
          case "DATE_PART" ->
              call.operandCount() == 2
                  && (call.operand(0) instanceof SqlCharStringLiteral
                      || call.operand(0) instanceof SqlIntervalQualifier);
          default -> true;
        };
    if (!complete) {
      throw ChromaError.INVALID_STATEMENT.exception(
          call.getOperator().getName()
              + " takes "
              + (call.getOperator() instanceof SqlPrefixOperator ? "a query" : "other operands")
              + ValidationErrors.at(call));
    }
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier identifier) {
    if (identifier.isSimple() && !identifier.isComponentQuoted(0)) {
      SqlNode current = whereTheSessionIs(identifier);
      if (current != null) {
        return current;
      }
    }
    SqlIdentifier column = column(identifier);
    SqlNode common =
        column.isSimple() && !column.isStar() && !selected.test(column.getSimple())
            ? scope.commonColumns().value(column)
            : null;
    return common == null ? statement.column(column) : columns(common);
  }

  /** The columns of what stands for a common one. */
  private SqlNode columns(SqlNode common) {
    if (common instanceof SqlIdentifier name) {
      return statement.column(name);
    }
    SqlCall call = (SqlCall) common;
    return call.getOperator()
        .createCall(
            call.getParserPosition(), call.getOperandList().stream().map(this::columns).toList());
  }

  private SqlIdentifier column(SqlIdentifier identifier) {
    List<String> names = identifier.names;
    int metadata = positionOfMetadata(names);
    if (metadata >= 0 && metadata + 1 < names.size()) {
      String column =
          TableColumn.METADATA_PREFIX + String.join(".", names.subList(metadata + 1, names.size()));
      return named(identifier, names.subList(0, metadata), column);
    }
    if (names.size() > 2) {
      int qualifiers = names.size() - 1;
      NameScope.Item item = scope.itemOfPath(names.subList(0, qualifiers));
      if (item != null) {
        return named(identifier, List.of(item.alias()), names.get(qualifiers));
      }
    }
    return identifier;
  }

  /**
   * CURRENT_USER and its like, which Calcite answers with CHAR, and CURRENT_SCHEMA and
   * CURRENT_CATALOG, which it does not know; null for another name.
   */
  private @Nullable SqlNode whereTheSessionIs(SqlIdentifier identifier) {
    Session session = statement.session();
    String value =
        switch (identifier.getSimple().toUpperCase(Locale.ROOT)) {
          case "CURRENT_SCHEMA" -> session.database().database();
          case "CURRENT_CATALOG" -> session.database().tenant();
          case "CURRENT_USER", "SESSION_USER", "SYSTEM_USER", "USER" -> session.user();
          default -> null;
        };
    return value == null ? null : text(value, identifier.getParserPosition());
  }

  /** A VARCHAR: a literal would be a CHAR of its length. */
  private static SqlNode text(String value, SqlParserPos position) {
    return SqlStdOperatorTable.CAST.createCall(
        position,
        SqlLiteral.createCharString(value, position),
        new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, position), position));
  }

  /** Where {@code metadata} stands in the path, -1 when it is an alias, or does not stand there. */
  private int positionOfMetadata(List<String> names) {
    if (names.get(0).equalsIgnoreCase(METADATA)) {
      return scope.item(names.get(0)) == null ? 0 : -1;
    }
    for (int i = 1; i < names.size() - 1; i++) {
      if (names.get(i).equalsIgnoreCase(METADATA)
          && (i == 1
              ? scope.item(names.get(0)) != null
              : scope.itemOfPath(names.subList(0, i)) != null)) {
        return i;
      }
    }
    return -1;
  }

  private SqlIdentifier named(SqlIdentifier original, List<String> qualifiers, String column) {
    SqlParserPos position = original.getParserPosition();
    statement.metadataPaths().put(position, scope);
    if (qualifiers.isEmpty()) {
      return new SqlIdentifier(column, position);
    }
    NameScope.Item item =
        qualifiers.size() == 1 ? scope.item(qualifiers.get(0)) : scope.itemOfPath(qualifiers);
    String alias = item == null ? qualifiers.get(qualifiers.size() - 1) : item.alias();
    // An empty last name is how Calcite writes a star.
    return new SqlIdentifier(List.of(alias, column), null, position, List.of(position, position));
  }

  /**
   * A comparison of a key that nobody knows takes the type of the other side: with a number it
   * compares numbers only, as Chroma does. Of a key with values of several types it compares the
   * text, read as a number.
   */
  private SqlNode typedByOtherSide(SqlCall call) {
    switch (call.getKind()) {
      case EQUALS,
          NOT_EQUALS,
          LESS_THAN,
          LESS_THAN_OR_EQUAL,
          GREATER_THAN,
          GREATER_THAN_OR_EQUAL,
          BETWEEN,
          IN,
          NOT_IN,
          IS_DISTINCT_FROM,
          IS_NOT_DISTINCT_FROM -> {}
      default -> {
        return call;
      }
    }
    ColumnType other = literalType(call);
    if (other == null) {
      return call;
    }
    List<SqlNode> operands = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      operands.add(operand instanceof SqlIdentifier name ? typed(name, other) : operand);
    }
    SqlOperator operator = call.getOperator();
    return operator.createCall(
        call.getFunctionQuantifier(), call.getParserPosition(), operands.toArray(SqlNode[]::new));
  }

  /** A parameter of a distance function is a vector; in ORDER BY Calcite infers no types. */
  private static SqlNode typedVectors(SqlNode node) {
    if (!(node instanceof SqlCall call)
        || !ChromaFunctions.isDistance(call.getOperator().getName())
        || call.getOperandList().stream().noneMatch(SqlDynamicParam.class::isInstance)) {
      return node;
    }
    List<SqlNode> operands = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      operands.add(
          operand instanceof SqlDynamicParam
              ? SqlTypes.castToVector(operand, operand.getParserPosition())
              : operand);
    }
    return call.getOperator().createCall(call.getParserPosition(), operands);
  }

  private SqlNode typed(SqlIdentifier name, ColumnType type) {
    String column = name.names.get(name.names.size() - 1);
    TableColumn typed =
        name.isSimple()
            ? StatementKeys.typedColumn(scope, column, type)
            : StatementKeys.typedColumn(scope.item(name.names.get(0)), column, type);
    return typed == null ? name : name.setName(name.names.size() - 1, typed.name());
  }

  /** What all literals of a comparison are: NUMBER or BOOLEAN; null for others and mixtures. */
  private static @Nullable ColumnType literalType(SqlCall call) {
    ColumnType type = null;
    for (SqlNode operand : call.getOperandList()) {
      for (SqlNode node : operand instanceof SqlNodeList list ? list : List.of(operand)) {
        ColumnType of = literalType(node);
        if (of == null && !(node instanceof SqlIdentifier)) {
          return null;
        }
        if (of != null) {
          if (type != null && type != of) {
            return null;
          }
          type = of;
        }
      }
    }
    return type;
  }

  private static @Nullable ColumnType literalType(SqlNode node) {
    if (node.getKind() == SqlKind.MINUS_PREFIX) {
      SqlNode negated = ((SqlCall) node).operand(0);
      return literalType(negated);
    }
    if (!(node instanceof SqlLiteral literal)) {
      return null;
    }
    SqlTypeName name = literal.getTypeName();
    if (SqlTypeName.EXACT_TYPES.contains(name) || SqlTypeName.APPROX_TYPES.contains(name)) {
      return ColumnType.NUMBER;
    }
    return name == SqlTypeName.BOOLEAN ? ColumnType.BOOLEAN : null;
  }
}
