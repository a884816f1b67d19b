package io.github.chromajdbc.calcite.validate;

import static java.util.Objects.requireNonNull;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.catalog.TableLayout;
import io.github.chromajdbc.calcite.parser.ChromaOperators;
import io.github.chromajdbc.calcite.search.SearchOperator;
import io.github.chromajdbc.error.ChromaError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.Resources;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlMultisetMemberOfOperator;
import org.apache.calcite.sql.fun.SqlMultisetSetOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorException;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorTable;
import org.apache.calcite.util.Static;
import org.jspecify.annotations.Nullable;

/**
 * Calcite's validator, which also knows hidden columns: {@code *} and NATURAL JOIN leave them out,
 * their name finds them.
 */
final class ChromaValidator extends SqlValidatorImpl {
  private final Set<SqlParserPos> columnsAround;
  private final ParameterOperands parameterOperands = new ParameterOperands(this);
  private final RecursiveTexts recursiveTexts = new RecursiveTexts(this);

  /** The innermost first. */
  private final Deque<SqlSelect> selects = new ArrayDeque<>();

  /**
   * @param columnsAround gets the position of a column of a row around that is refused as not being
   *     grouped
   */
  ChromaValidator(
      SqlOperatorTable operators,
      SqlValidatorCatalogReader catalogReader,
      ChromaTypeFactory typeFactory,
      Config config,
      Set<SqlParserPos> columnsAround) {
    super(operators, catalogReader, typeFactory, config);
    this.columnsAround = columnsAround;
  }

  /**
   * With the frame of {@code (w ROWS ...)}: Calcite (1.42) takes that of the window w, which has
   * none.
   */
  @Override
  public SqlWindow resolveWindow(SqlNode windowOrName, SqlValidatorScope scope) {
    SqlWindow resolved = super.resolveWindow(windowOrName, scope);
    SqlWindow written =
        windowOrName instanceof SqlIdentifier name
            ? scope.lookupWindow(name.getSimple())
            : (SqlWindow) windowOrName;
    return written == null || written.getRefName() == null
        ? resolved
        : SqlWindow.create(
            null,
            null,
            resolved.getPartitionList(),
            resolved.getOrderList(),
            SqlLiteral.createBoolean(written.isRows(), written.getParserPosition()),
            written.getLowerBound(),
            written.getUpperBound(),
            null,
            written.getExclude(),
            written.getParserPosition());
  }

  /** In an expression a name is that of a column before it is that of an item of the SELECT. */
  @Override
  protected void validateOrderList(SqlSelect select) {
    SqlNodeList order = select.getOrderList();
    if (order != null) {
      order.replaceAll(item -> OrderColumns.qualified(item, select, this));
    }
    super.validateOrderList(select);
  }

  @Override
  protected @Nullable SqlNode performUnconditionalRewrites(
      @Nullable SqlNode node, boolean underFrom) {
    SqlNode rewritten =
        super.performUnconditionalRewrites(
            node instanceof SqlCall call ? RepeatedOperands.copied(call) : node, underFrom);
    if (rewritten instanceof SqlWithItem item && item.recursive.booleanValue()) {
      recursiveTexts.add(item);
    }
    return rewritten;
  }

  @Override
  protected void validateSelect(SqlSelect select, RelDataType targetRowType) {
    selects.push(select);
    try {
      super.validateSelect(select, targetRowType);
    } finally {
      selects.pop();
    }
  }

  @Override
  public CalciteContextException newValidationError(
      SqlNode node, Resources.ExInst<SqlValidatorException> error) {
    if (node instanceof SqlIdentifier column
        && error.equals(Static.RESOURCE.notGroupExpr(column.toString()))
        && isOfRowAround(column)) {
      columnsAround.add(column.getParserPosition());
    }
    return super.newValidationError(node, error);
  }

  private boolean isOfRowAround(SqlIdentifier column) {
    SqlSelect select = selects.peek();
    if (select == null) {
      return false;
    }
    SqlValidatorScope scope = requireNonNull(getRawSelectScope(select));
    SqlIdentifier qualified = scope.fullyQualify(column).identifier;
    SqlValidatorScope.ResolvedImpl resolved = new SqlValidatorScope.ResolvedImpl();
    scope.resolve(qualified.names.subList(0, 1), getCatalogReader().nameMatcher(), false, resolved);
    return resolved.count() == 1 && resolved.only().scope != scope;
  }

  /**
   * Tells parameters in the conditions of CASE and FILTER their types before the type of the whole
   * is asked for. Calcite does so only where such an expression stands alone: inside a comparison
   * or a sum it fails with "needs to be implemented".
   */
  @Override
  public RelDataType deriveType(SqlValidatorScope scope, SqlNode expression) {
    if (getValidatedNodeTypeIfKnown(expression) == null) {
      if (expression instanceof SqlCall call) {
        parameterOperands.infer(scope, call);
      }
      if (expression instanceof SqlCase choice) {
        choice.getWhenOperands().forEach(condition -> inferCondition(scope, condition));
      } else if (expression.getKind() == SqlKind.FILTER) {
        inferCondition(scope, ((SqlCall) expression).operand(1));
      } else if (expression.getKind() == SqlKind.SOME
          || expression.getKind() == SqlKind.ALL
          || expression.getKind() == SqlKind.ITEM) {
        inferBesideArray(scope, (SqlCall) expression);
      } else if (isPredicate(expression)) { // inside of COUNT(? < x)
        inferCondition(scope, expression);
      }
    }
    return expression.getKind() == SqlKind.JDBC_FN
            || (expression instanceof SqlCall call && isOfMultisets(call.getOperator()))
        ? typeOfUnchecked(scope, (SqlCall) expression)
        : super.deriveType(scope, expression);
  }

  private static boolean isOfMultisets(SqlOperator operator) {
    return operator instanceof SqlMultisetMemberOfOperator
        || operator instanceof SqlMultisetSetOperator;
  }

  /**
   * Calcite (1.42) takes for granted that these have as many operands, and of the types, as due.
   */
  private RelDataType typeOfUnchecked(SqlValidatorScope scope, SqlCall call) {
    try {
      return super.deriveType(scope, call);
    } catch (IndexOutOfBoundsException
        | NullPointerException
        | ClassCastException
        | AssertionError mistaken) {
      throw ChromaError.TYPE_MISMATCH.causedBy(
          mistaken,
          call.getOperator().getName() + " takes other operands" + ValidationErrors.at(call));
    }
  }

  @Override
  protected void validateValues(SqlCall node, RelDataType targetRowType, SqlValidatorScope scope) {
    if (node.getOperandList().stream().allMatch(row -> row.getKind() == SqlKind.ROW)) {
      parameterOperands.inferRows(scope, node.getOperandList());
    }
    super.validateValues(node, targetRowType, scope);
  }

  /** Whether the call is one with an array, whose parameters now have their types. */
  private boolean inferBesideArray(SqlValidatorScope scope, SqlCall call) {
    ArrayParameters parameters = ArrayParameters.of(this, scope, call);
    if (parameters == null) {
      return false;
    }
    parameters
        .operands()
        .forEach(operand -> super.inferUnknownTypes(operand.type(), scope, operand.node()));
    return true;
  }

  private static boolean isPredicate(SqlNode node) {
    return switch (node.getKind()) {
      case BETWEEN, LIKE, SIMILAR -> true;
      case IN, NOT_IN -> ((SqlCall) node).operand(1) instanceof SqlNodeList;
      default ->
          SqlKind.COMPARISON.contains(node.getKind())
              || (node instanceof SqlCall call && ChromaOperators.isPredicate(call.getOperator()));
    };
  }

  private void inferCondition(SqlValidatorScope scope, SqlNode condition) {
    if (getValidatedNodeTypeIfKnown(condition) == null) {
      inferUnknownTypes(getTypeFactory().createSqlType(SqlTypeName.BOOLEAN), scope, condition);
    }
  }

  /**
   * A parameter beside a text of at most four characters may have five. One that nothing around it
   * gives a type is a text, and planned again for a value of another type.
   */
  @Override
  protected void inferUnknownTypes(
      RelDataType inferredType, SqlValidatorScope scope, SqlNode node) {
    if (node instanceof SqlNodeList rows
        && inferredType.isStruct()
        && rows.stream().allMatch(row -> row.getKind() == SqlKind.ROW)) {
      // Calcite (1.42) takes the rows of (a, b) IN ((?, ?)) for the columns of one.
      rows.forEach(row -> inferUnknownTypes(inferredType, scope, row));
      return;
    }
    if (node instanceof SqlCall call) {
      parameterOperands.infer(scope, call);
      if (inferBesideArray(scope, call)) {
        return;
      }
    } else if (node instanceof SqlDynamicParam parameter && parameterOperands.hasType(parameter)) {
      return;
    }
    boolean ofLength =
        node instanceof SqlDynamicParam
            && (SqlTypeUtil.isCharacter(inferredType) || inferredType.equals(unknownType));
    super.inferUnknownTypes(
        ofLength
            ? getTypeFactory()
                .createTypeWithNullability(
                    getTypeFactory().createSqlType(SqlTypeName.VARCHAR), inferredType.isNullable())
            : inferredType,
        scope,
        node);
  }

  @Override
  protected RelDataType validateSelectList(
      SqlNodeList selectItems, SqlSelect select, RelDataType targetRowType) {
    List<SqlNode> items = new ArrayList<>();
    for (SqlNode item : selectItems) {
      if (item instanceof SqlIdentifier identifier && identifier.isStar()) {
        addVisible(identifier, select, items);
      } else {
        items.add(item);
      }
    }
    return recursiveTexts.widened(
        select,
        super.validateSelectList(
            new SqlNodeList(items, selectItems.getParserPosition()), select, targetRowType));
  }

  private void addVisible(SqlIdentifier star, SqlSelect select, List<SqlNode> items) {
    SqlValidatorScope scope = getRawSelectScope(select);
    for (SqlNode item : expandStar(SqlNodeList.of(star), select, false)) {
      if (!(scope instanceof SelectScope selectScope) || !isHidden(item, selectScope)) {
        items.add(item);
      }
    }
  }

  private static boolean isHidden(SqlNode item, SelectScope scope) {
    SqlNode expression = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
    if (!(expression instanceof SqlIdentifier identifier) || identifier.names.size() != 2) {
      return false;
    }
    SqlValidatorNamespace namespace = child(scope, identifier.names.get(0));
    return namespace != null && hiddenColumns(namespace).contains(identifier.names.get(1));
  }

  private static @Nullable SqlValidatorNamespace child(SelectScope scope, String alias) {
    SqlValidatorScope.ResolvedImpl resolved = new SqlValidatorScope.ResolvedImpl();
    scope.resolve(List.of(alias), ExactThenUniqueNameMatcher.INSTANCE, false, resolved);
    return resolved.count() == 1 ? resolved.only().namespace : null;
  }

  /** The columns of a FROM item that {@code *} leaves out. */
  private static Set<String> hiddenColumns(SqlValidatorNamespace namespace) {
    TableLayout layout = null;
    SqlValidatorTable table = namespace.getTable();
    if (table != null) {
      layout = table.unwrap(TableLayout.class);
    } else if (functionCall(namespace.resolve().getNode()) instanceof SqlCall call
        && call.getOperator() instanceof SearchOperator search) {
      layout = search.layout();
    }
    return layout == null
        ? Set.of()
        : layout.columns().stream()
            .filter(TableColumn::hidden)
            .map(TableColumn::name)
            .collect(java.util.stream.Collectors.toSet());
  }

  /** What stands inside AS and TABLE(...). */
  private static @Nullable SqlNode functionCall(@Nullable SqlNode node) {
    SqlNode inner = node;
    while (inner instanceof SqlCall call
        && (call.getKind() == SqlKind.AS || call.getKind() == SqlKind.COLLECTION_TABLE)) {
      inner = call.operand(0);
    }
    return inner;
  }

  /** NATURAL JOIN becomes JOIN USING the visible columns that both sides have. */
  @Override
  protected void validateJoin(SqlJoin join, SqlValidatorScope scope) {
    if (join.isNatural() && join.getCondition() == null) {
      SqlValidatorScope joinScope = getJoinScope(join);
      validateFrom(join.getLeft(), getUnknownType(), joinScope);
      validateFrom(join.getRight(), getUnknownType(), joinScope);
      SqlParserPos position = join.isNaturalNode().getParserPosition();
      List<SqlNode> common = new ArrayList<>();
      for (String name : commonVisibleNames(join)) {
        common.add(new SqlIdentifier(name, position));
      }
      join.setOperand(1, SqlLiteral.createBoolean(false, position));
      join.setOperand(
          4, (common.isEmpty() ? JoinConditionType.ON : JoinConditionType.USING).symbol(position));
      join.setOperand(
          5,
          common.isEmpty()
              ? SqlLiteral.createBoolean(true, position)
              : new SqlNodeList(common, position));
    }
    super.validateJoin(join, scope);
  }

  private List<String> commonVisibleNames(SqlJoin join) {
    SqlNameMatcher matcher = getCatalogReader().nameMatcher();
    List<String> common = new ArrayList<>();
    RelDataType right = visibleRowType(join.getRight());
    for (RelDataTypeField field : visibleRowType(join.getLeft()).getFieldList()) {
      if (matcher.field(right, field.getName()) != null) {
        common.add(field.getName());
      }
    }
    return common;
  }

  private RelDataType visibleRowType(SqlNode from) {
    SqlValidatorNamespace namespace = getNamespace(from);
    if (namespace == null) {
      throw new IllegalStateException("FROM item without a namespace: " + from);
    }
    Set<String> hidden = hiddenColumns(namespace.resolve());
    var builder = getTypeFactory().builder();
    for (RelDataTypeField field : namespace.getRowType().getFieldList()) {
      if (!hidden.contains(field.getName())) {
        builder.add(field);
      }
    }
    return builder.build();
  }
}
