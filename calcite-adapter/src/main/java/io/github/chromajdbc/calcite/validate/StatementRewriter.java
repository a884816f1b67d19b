package io.github.chromajdbc.calcite.validate;

import static java.util.Objects.requireNonNull;

import io.github.chromajdbc.calcite.catalog.StoredView;
import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.parser.SqlSearch;
import io.github.chromajdbc.calcite.statement.Session;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.error.ChromaError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a parsed query one that Calcite's validator understands: collections become tables of
 * the statement's own schema, {@code metadata.a.b} becomes the column of that name, search clauses
 * become the table function.
 *
 * <p>It works in place, on a tree that nobody else uses.
 */
final class StatementRewriter {
  private final TableLookup lookup;
  private final Map<Integer, List<TableColumn>> statementKeys;
  private final Set<SqlParserPos> columnsAround;
  private final boolean alwaysExact;
  private final ViewQueries viewQueries;
  private final List<TableReference> references = new ArrayList<>();
  private final List<ViewReference> views = new ArrayList<>();
  private final Set<InformationReference> informationTables = new LinkedHashSet<>();
  private final Map<SqlParserPos, NameScope> metadataPaths = new HashMap<>();
  private final RowCounts rowCounts = new RowCounts();
  private int nextPosition;

  /**
   * @param statementKeys by the position of a table reference, the columns for keys that its
   *     collection is not known to have
   * @param columnsAround where columns stand of rows around a query that groups
   * @param viewQueries what stands for the views that the query names
   * @param firstPosition of the mentions of tables
   */
  StatementRewriter(
      TableLookup lookup,
      Map<Integer, List<TableColumn>> statementKeys,
      Set<SqlParserPos> columnsAround,
      boolean alwaysExact,
      ViewQueries viewQueries,
      int firstPosition) {
    this.lookup = lookup;
    this.statementKeys = statementKeys;
    this.columnsAround = columnsAround;
    this.alwaysExact = alwaysExact;
    this.viewQueries = viewQueries;
    this.nextPosition = firstPosition;
  }

  /** The mentions of collections, in the order of their positions; not those inside views. */
  List<TableReference> references() {
    return references;
  }

  /** The mentions of views, in the order of their positions. */
  List<ViewReference> views() {
    return views;
  }

  /** The tables of INFORMATION_SCHEMA that the statement names. */
  Set<InformationReference> informationTables() {
    return informationTables;
  }

  /** The parameters of LIMIT and OFFSET, with the name of the clause. */
  Map<Integer, String> rowCounts() {
    return rowCounts.parameters();
  }

  /** Where each metadata path stands, and the scope it stands in. */
  Map<SqlParserPos, NameScope> metadataPaths() {
    return metadataPaths;
  }

  /** The column, or a query for it where it is one of a row around a query that groups. */
  SqlNode column(SqlIdentifier name) {
    SqlParserPos position = name.getParserPosition();
    if (!columnsAround.contains(position)) {
      return name;
    }
    SqlSelect query = plainSelect(position, SqlNodeList.of(name), null, null, null);
    return SqlStdOperatorTable.SCALAR_QUERY.createCall(position, query);
  }

  /** A SELECT with no other clauses than these. */
  static SqlSelect plainSelect(
      SqlParserPos position,
      SqlNodeList items,
      @Nullable SqlNode from,
      @Nullable SqlNode where,
      @Nullable SqlNodeList hints) {
    return new SqlSelect(
        position, null, items, from, where, null, null, null, null, null, null, null, hints);
  }

  /** Who asks, and where. */
  Session session() {
    return lookup.session();
  }

  boolean alwaysExact() {
    return alwaysExact;
  }

  /** Rewrites a query. */
  SqlNode rewrite(SqlNode query) {
    return query(query, new NameScope(null), RowBounds.NONE);
  }

  /**
   * LIMIT and OFFSET of the query that a SELECT is: without TOPK they say how many rows a search
   * answers.
   */
  record RowBounds(@Nullable SqlNode fetch, @Nullable SqlNode offset) {
    static final RowBounds NONE = new RowBounds(null, null);
  }

  SqlNode query(SqlNode node, NameScope outer, RowBounds bounds) {
    switch (node.getKind()) {
      case ORDER_BY -> {
        SqlOrderBy orderBy = (SqlOrderBy) node;
        if (orderBy.query instanceof SqlSelect select) {
          RepeatedSubqueries.asPositions(select, orderBy.orderList);
        }
        SqlNode offset = rowCounts.bounded("OFFSET", orderBy.offset);
        SqlNode fetch = rowCounts.bounded("LIMIT", orderBy.fetch);
        SqlNode query = query(orderBy.query, outer, new RowBounds(fetch, offset));
        NameScope scope = lastScope == null ? outer : lastScope;
        SqlNodeList order =
            (SqlNodeList)
                rewritten(
                    orderBy.orderList, new ExpressionRewriter(this, scope, selectedBy(query)));
        return new SqlOrderBy(orderBy.getParserPosition(), query, order, offset, fetch);
      }
      case WITH -> {
        SqlWith with = (SqlWith) node;
        NameScope scope = new NameScope(outer);
        for (SqlNode item : with.withList) {
          SqlWithItem common = (SqlWithItem) item;
          String name = common.name.getSimple();
          List<String> columns = DerivedColumns.ofItem(common, scope);
          if (common.recursive.booleanValue()) {
            scope.addCommonTableExpression(name, columns);
          }
          common.query = query(common.query, scope, RowBounds.NONE);
          scope.addCommonTableExpression(name, columns);
        }
        with.body = query(with.body, scope, bounds);
        return with;
      }
      case SELECT -> {
        return select((SqlSelect) node, outer, bounds);
      }
      case UNION, INTERSECT, EXCEPT -> {
        SqlBasicCall call = (SqlBasicCall) node;
        for (int i = 0; i < call.operandCount(); i++) {
          call.setOperand(i, query(call.operand(i), outer, RowBounds.NONE));
        }
        lastScope = null; // ORDER BY of a set operation sees its columns only
        return call;
      }
      case VALUES -> {
        SqlBasicCall values = (SqlBasicCall) node;
        for (int i = 0; i < values.operandCount(); i++) {
          values.setOperand(i, expression(values.operand(i), outer));
        }
        return values;
      }
      case EXPLICIT_TABLE -> {
        SqlBasicCall call = (SqlBasicCall) node;
        call.setOperand(0, from(call.operand(0), new NameScope(outer)));
        return call;
      }
      default -> {
        return expression(node, outer);
      }
    }
  }

  /** Whether ORDER BY means a column of the result by a name: of a set operation it always does. */
  private static Predicate<String> selectedBy(SqlNode query) {
    return query instanceof SqlSelect select
        ? name ->
            select.getSelectList().stream()
                .anyMatch(item -> name.equalsIgnoreCase(SqlValidatorUtil.alias(item)))
        : name -> true;
  }

  /** The scope of the SELECT rewritten last: the ORDER BY around it sees its names. */
  private @Nullable NameScope lastScope;

  private SqlSelect select(SqlSelect select, NameScope outer, RowBounds bounds) {
    NameScope scope = new NameScope(outer);
    scope.setShowsAll(
        select.getSelectList().stream()
            .anyMatch(
                item ->
                    item instanceof SqlIdentifier name && name.isStar() && name.names.size() == 1));
    RepeatedSubqueries.asPositions(select, select.getGroup());
    SqlNode from = select.getFrom();
    if (from instanceof SqlSearch search) {
      new SearchRewriter(this).rewrite(select, search, scope, bounds);
    } else if (from != null) {
      select.setFrom(from(from, scope));
      select.setWhere(expressionOrNull(select.getWhere(), scope));
    }
    SqlNodeList items = select.getSelectList();
    select.setSelectList((SqlNodeList) expression(withNames(items, scope), scope));
    if (select.getGroup() != null) {
      select.setGroupBy((SqlNodeList) expression(select.getGroup(), scope));
    }
    select.setHaving(expressionOrNull(select.getHaving(), scope));
    select.setQualify(expressionOrNull(select.getQualify(), scope));
    for (int i = 0; i < select.getWindowList().size(); i++) {
      select.getWindowList().set(i, expression(select.getWindowList().get(i), scope));
    }
    lastScope = scope;
    return select;
  }

  /** The select list where what stands for a common column keeps its name. */
  private static SqlNodeList withNames(SqlNodeList items, NameScope scope) {
    SqlNodeList named = new SqlNodeList(items.getParserPosition());
    for (SqlNode item : items) {
      SqlParserPos position = item.getParserPosition();
      named.add(
          item instanceof SqlIdentifier name
                  && name.isSimple()
                  && scope.commonColumns().value(name) != null
              ? SqlStdOperatorTable.AS.createCall(
                  position, name, new SqlIdentifier(name.getSimple(), position))
              : item);
    }
    return named;
  }

  /** Rewrites a FROM and puts its items into {@code scope}. */
  private SqlNode from(SqlNode node, NameScope scope) {
    switch (node.getKind()) {
      case IDENTIFIER -> {
        SqlIdentifier name = (SqlIdentifier) node;
        String alias = name.names.get(name.names.size() - 1);
        return isCommonTableExpression(name, scope)
            ? derived(name, alias, scope)
            : table(name, alias, scope);
      }
      case TABLE_REF -> {
        return from(((SqlCall) node).operand(0), scope);
      }
      case AS -> {
        SqlBasicCall as = (SqlBasicCall) node;
        String alias = ((SqlIdentifier) as.operand(1)).getSimple();
        SqlNode inner = as.operand(0);
        if (inner.getKind() == SqlKind.TABLE_REF) {
          inner = ((SqlCall) inner).operand(0);
        }
        if (inner instanceof SqlIdentifier name && !isCommonTableExpression(name, scope)) {
          as.setOperand(0, named(name, alias, scope));
        } else {
          List<String> columns = DerivedColumns.ofAlias(as, scope);
          as.setOperand(0, fromDerived(inner, scope));
          scope.add(NameScope.Item.derived(alias, columns));
        }
        return as;
      }
      case JOIN -> {
        SqlJoin join = (SqlJoin) node;
        int start = scope.items().size();
        join.setLeft(from(join.getLeft(), scope));
        int middle = scope.items().size();
        join.setRight(from(join.getRight(), scope));
        SqlNode equal =
            scope
                .commonColumns()
                .add(
                    join,
                    new CommonColumns.Range(start, middle),
                    new CommonColumns.Range(middle, scope.items().size()));
        if (equal != null) {
          if (scope.showsAll()) {
            throw ChromaError.NOT_SUPPORTED.exception(
                "SELECT * is not supported over USING or NATURAL after a RIGHT or FULL JOIN. Name the"
                    + " columns");
          }
          SqlParserPos position = join.getParserPosition();
          join.setOperand(1, SqlLiteral.createBoolean(false, position));
          join.setOperand(4, JoinConditionType.ON.symbol(position));
          join.setOperand(5, equal);
          return join;
        }
        if (join.getCondition() != null && !(join.getCondition() instanceof SqlNodeList)) {
          join.setOperand(5, expression(join.getCondition(), scope));
        }
        return join;
      }
      default -> {
        return fromDerived(node, scope);
      }
    }
  }

  private SqlNode fromDerived(SqlNode node, NameScope scope) {
    switch (node.getKind()) {
      case LATERAL -> {
        SqlBasicCall lateral = (SqlBasicCall) node;
        lateral.setOperand(0, query(lateral.operand(0), scope, RowBounds.NONE));
        return lateral;
      }
      case IDENTIFIER -> {
        return node;
      }
      case PIVOT, UNPIVOT, MATCH_RECOGNIZE, TABLESAMPLE, SNAPSHOT -> {
        throw ChromaError.NOT_SUPPORTED.exception(notInFrom(node.getKind()));
      }
      default -> {
        // What is not LATERAL does not see its neighbours, but may see the SELECTs around.
        NameScope visible = scope.outer() == null ? new NameScope(null) : scope.outer();
        return node.getKind() == SqlKind.COLLECTION_TABLE || node.getKind() == SqlKind.UNNEST
            ? expression(node, scope)
            : query(node, visible, RowBounds.NONE);
      }
    }
  }

  private static String notInFrom(SqlKind kind) {
    return switch (kind) {
      case PIVOT -> "PIVOT is not supported: write COUNT(*) FILTER (WHERE ...) for each column";
      case UNPIVOT -> "UNPIVOT is not supported: write UNION ALL of a SELECT for each column";
      case MATCH_RECOGNIZE -> "MATCH_RECOGNIZE is not supported: use window functions such as LAG";
      case TABLESAMPLE -> "TABLESAMPLE is not supported: use ORDER BY RAND() LIMIT n";
      default ->
          "FOR SYSTEM_TIME is not supported: Chroma keeps no earlier versions of its records";
    };
  }

  private static boolean isCommonTableExpression(SqlIdentifier name, NameScope scope) {
    return name.isSimple() && scope.isCommonTableExpression(name.getSimple());
  }

  private static SqlNode derived(SqlIdentifier name, String alias, NameScope scope) {
    scope.add(
        NameScope.Item.derived(alias, scope.columnsOfCommonTableExpression(name.getSimple())));
    return name;
  }

  SqlNode table(SqlIdentifier name, String alias, NameScope scope) {
    SqlParserPos position = name.getParserPosition();
    return SqlStdOperatorTable.AS.createCall(
        position, named(name, alias, scope), new SqlIdentifier(alias, position));
  }

  /** The name in the statement's own schema for the table that a name means, put into scope. */
  private SqlIdentifier named(SqlIdentifier name, String alias, NameScope scope) {
    return new SqlIdentifier(schemaName(name, alias, scope), name.getParserPosition());
  }

  private String schemaName(SqlIdentifier name, String alias, NameScope scope) {
    Optional<InformationReference> information = lookup.informationTable(name.names);
    if (information.isPresent()) {
      informationTables.add(information.get());
      scope.add(new NameScope.Item(alias, name.names, null));
      return information.get().schemaName();
    }
    CollectionInfo table = find(name);
    StoredView view = lookup.view(table);
    if (view != null) {
      scope.add(new NameScope.Item(alias, name.names, null));
      return viewReference(table, view).schemaName();
    }
    TableReference reference = reference(table);
    scope.add(new NameScope.Item(alias, name.names, reference));
    return reference.schemaName();
  }

  private CollectionInfo find(SqlIdentifier name) {
    if (name.isStar()) {
      throw ChromaError.SYNTAX.exception("FROM takes a table, not *");
    }
    return lookup.find(name.names);
  }

  private ViewReference viewReference(CollectionInfo description, StoredView view) {
    ViewReference reference = viewQueries.mentioned(description, view, nextPosition);
    ValidatedQuery query = reference.query();
    nextPosition += 1 + query.references().size() + query.views().size();
    views.add(reference);
    return reference;
  }

  boolean isView(SqlIdentifier name) {
    return lookup.view(find(name)) != null;
  }

  /** Registers one more mention of a view, for a search over it. */
  ViewColumns searchedView(SqlIdentifier name) {
    CollectionInfo view = find(name);
    StoredView stored = requireNonNull(lookup.view(view));
    return ViewColumns.of(stored, viewReference(view, stored));
  }

  /** The full name of the table that a view reads. */
  List<String> tableBehind(SqlIdentifier view, ViewColumns columns) {
    CollectionInfo table = lookup.in(find(view).database()).find(columns.table().names);
    return List.of(table.database().tenant(), table.database().database(), table.name());
  }

  /** Registers one more mention of a collection. */
  TableReference reference(SqlIdentifier name) {
    return reference(find(name));
  }

  private TableReference reference(CollectionInfo collection) {
    int position = nextPosition++;
    TableReference reference =
        new TableReference(
            position,
            collection,
            lookup.layout(collection),
            statementKeys.getOrDefault(position, List.of()));
    references.add(reference);
    return reference;
  }

  @Nullable SqlNode expressionOrNull(@Nullable SqlNode node, NameScope scope) {
    return node == null ? null : expression(node, scope);
  }

  /** Rewrites the names of an expression; queries inside it see {@code scope} as what is around. */
  SqlNode expression(SqlNode node, NameScope scope) {
    return rewritten(node, new ExpressionRewriter(this, scope, name -> false));
  }

  private static SqlNode rewritten(SqlNode node, ExpressionRewriter rewriter) {
    SqlNode rewritten = node.accept(rewriter);
    if (rewritten == null) {
      throw new IllegalStateException("Nothing remains of " + node);
    }
    return rewritten;
  }
}
