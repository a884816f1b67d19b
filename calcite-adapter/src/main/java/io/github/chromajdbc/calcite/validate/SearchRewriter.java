package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.function.Measure;
import io.github.chromajdbc.calcite.parser.Similarity;
import io.github.chromajdbc.calcite.parser.SqlMmrRerank;
import io.github.chromajdbc.calcite.parser.SqlSearch;
import io.github.chromajdbc.calcite.parser.SqlTextSource;
import io.github.chromajdbc.calcite.parser.SqlVectorSource;
import io.github.chromajdbc.calcite.search.SearchOperator;
import io.github.chromajdbc.calcite.search.SearchShape;
import io.github.chromajdbc.error.ChromaError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a search block a SELECT from {@code CHROMA_SEARCH(CURSOR(candidates), ...)}: the block's
 * WHERE goes below the search, where it restricts the candidates.
 */
final class SearchRewriter {
  private static final BigDecimal HALF_OF_AN_INT = BigDecimal.valueOf(Integer.MAX_VALUE / 2);
  private static final int DEFAULT_COUNT = 10;
  private static final String DEFAULT_LAMBDA = "0.5";
  private static final BigDecimal MOST_ROWS = BigDecimal.valueOf(Integer.MAX_VALUE);

  private final StatementRewriter statement;

  SearchRewriter(StatementRewriter statement) {
    this.statement = statement;
  }

  /** Rewrites FROM and WHERE of the block and puts the search into {@code scope}. */
  void rewrite(
      SqlSelect select, SqlSearch search, NameScope scope, StatementRewriter.RowBounds bounds) {
    SqlNodeList sources = search.sources();
    requireSources(search, sources);
    SqlNode where = and(select.getWhere(), search.documentCondition());
    SqlNode table = search.table();
    String alias = null;
    if (table.getKind() == SqlKind.AS) {
      alias = ((SqlIdentifier) ((SqlCall) table).operand(1)).getSimple();
      table = ((SqlCall) table).operand(0);
    }
    if (table.getKind() == SqlKind.TABLE_REF) {
      table = ((SqlCall) table).operand(0);
    }
    if (!(table instanceof SqlIdentifier name) || scope.isCommonTableExpression(name.toString())) {
      throw ChromaError.INVALID_STATEMENT.exception(
          "A search block has one collection in its FROM. Put the search into a derived table, "
              + "(SELECT ... FROM collection USING EMBEDDING ...) AS s, or into LATERAL, and join that");
    }
    if (alias == null) {
      alias = name.names.get(name.names.size() - 1);
    }
    if (statement.isView(name)) {
      overView(select, search, name, alias, scope, bounds);
      return;
    }
    TableReference reference = statement.reference(name);
    NameScope.Item item = new NameScope.Item(alias, name.names, reference);
    NameScope candidates = new NameScope(scope.outer());
    candidates.add(item);
    scope.add(item);

    SqlParserPos position = search.getParserPosition();
    SqlNode from =
        SqlStdOperatorTable.AS.createCall(
            position,
            new SqlIdentifier(reference.schemaName(), name.getParserPosition()),
            new SqlIdentifier(alias, name.getParserPosition()));
    DistanceConditions split = DistanceConditions.split(where, alias);
    if (sources == null) { // WHERE_DOCUMENT alone: a condition like any other
      select.setFrom(from);
      select.setWhere(statement.expressionOrNull(where, scope));
      return;
    }
    requireNoRerank(search, split);
    SqlSelect inner = candidates(reference, alias, from, split.candidates(), candidates, position);
    SearchShape shape = shape(select, search, sources, reference);
    List<SqlNode> operands = new ArrayList<>();
    operands.add(SqlStdOperatorTable.CURSOR.createCall(position, inner));
    operands.add(count(search, bounds, position));
    if (search.threshold() != null) {
      operands.add(statement.expression(search.threshold(), candidates));
    }
    addRerank(search, operands, position);
    for (SqlNode source : sources) {
      addOperands(source, scope.outer() == null ? new NameScope(null) : scope.outer(), operands);
    }
    SearchOperator operator =
        new SearchOperator(
            reference.collection(), reference.layout().ofSearch(search.batch()), shape);
    select.setFrom(
        SqlStdOperatorTable.AS.createCall(
            position,
            SqlStdOperatorTable.COLLECTION_TABLE.createCall(
                position, operator.createCall(position, operands)),
            new SqlIdentifier(alias, position)));
    select.setWhere(statement.expressionOrNull(split.onDistance(), scope));
  }

  /** The view's place takes a search over the table that it reads. */
  private void overView(
      SqlSelect select,
      SqlSearch search,
      SqlIdentifier name,
      String alias,
      NameScope scope,
      StatementRewriter.RowBounds bounds) {
    SqlNode where = and(select.getWhere(), search.documentCondition());
    if (search.sources() == null) { // WHERE_DOCUMENT alone: a condition like any other
      select.setFrom(statement.table(name, alias, scope));
      select.setWhere(statement.expressionOrNull(where, scope));
      return;
    }
    ViewColumns columns = statement.searchedView(name);
    NameScope outer = scope.outer() == null ? new NameScope(null) : scope.outer();
    SqlSelect block =
        new ViewSearch(columns, alias, outer)
            .block(select, search, where, statement.tableBehind(name, columns));
    SqlParserPos position = search.getParserPosition();
    select.setFrom(
        SqlStdOperatorTable.AS.createCall(
            position,
            statement.query(block, outer, bounds),
            new SqlIdentifier(alias, name.getParserPosition())));
    select.setWhere(null);
    scope.add(new NameScope.Item(alias, name.names, null));
  }

  private static void requireSources(SqlSearch search, @Nullable SqlNodeList sources) {
    if (sources != null) {
      return;
    }
    String clause =
        search.topK() != null
            ? "TOPK"
            : search.similarity() != null
                ? "SIMILARITY"
                : search.rerank() != null
                    ? "RERANK"
                    : search.threshold() != null ? "WITH SCORE THRESHOLD" : null;
    if (clause != null) {
      throw ChromaError.INVALID_STATEMENT.exception(
          clause
              + " needs a search: add USING EMBEDDING (VECTOR [...]) or USING EMBEDDING (TEXT '...')"
              + (clause.equals("TOPK") ? ", or write LIMIT for a number of rows" : ""));
    }
  }

  /** MMR chooses among the rows up to the threshold; a condition above it would come too late. */
  private static void requireNoRerank(SqlSearch search, DistanceConditions split) {
    if (search.rerank() != null && split.onDistance() != null) {
      throw ChromaError.NOT_SUPPORTED.exception(
          "With RERANK, write WITH SCORE THRESHOLD x in place of a condition on distance in WHERE");
    }
  }

  /** All columns, hidden ones too, since the block may name any of them. */
  private SqlSelect candidates(
      TableReference reference,
      String alias,
      SqlNode from,
      @Nullable SqlNode where,
      NameScope scope,
      SqlParserPos position) {
    SqlNodeList columns = new SqlNodeList(position);
    for (TableColumn column : reference.layout().columns()) {
      columns.add(
          new SqlIdentifier(
              List.of(alias, column.name()), null, position, List.of(position, position)));
    }
    return StatementRewriter.plainSelect(
        position, columns, from, statement.expressionOrNull(where, scope), null);
  }

  private SearchShape shape(
      SqlSelect select, SqlSearch search, SqlNodeList sources, TableReference reference) {
    List<SearchShape.Source> kinds = new ArrayList<>();
    for (SqlNode source : sources) {
      if (source instanceof SqlTextSource text) {
        kinds.add(
            text.model() == null ? SearchShape.Source.TEXT : SearchShape.Source.TEXT_WITH_MODEL);
      } else {
        requireDimension(source, reference);
        kinds.add(SearchShape.Source.VECTOR);
      }
    }
    Similarity similarity = search.similarity();
    Measure measure =
        similarity == null
            ? null
            : switch (similarity) {
              case COSINE -> Measure.COSINE;
              case L2 -> Measure.L2;
              case IP -> Measure.IP;
            };
    return new SearchShape(
        search.batch(),
        kinds,
        measure,
        search.topK() != null,
        search.threshold() != null,
        rerank(search.rerank()),
        isExact(select));
  }

  private static SearchShape.Rerank rerank(@Nullable SqlMmrRerank rerank) {
    if (rerank == null) {
      return SearchShape.Rerank.NONE;
    }
    return rerank.candidates() == null ? SearchShape.Rerank.MMR : SearchShape.Rerank.MMR_AMONG;
  }

  private void addRerank(SqlSearch search, List<SqlNode> operands, SqlParserPos position) {
    SqlMmrRerank rerank = search.rerank();
    if (rerank == null) {
      return;
    }
    SqlNode lambda = rerank.lambda();
    operands.add(
        lambda == null ? SqlLiteral.createApproxNumeric(DEFAULT_LAMBDA, position) : lambda);
    if (rerank.candidates() != null) {
      operands.add(rerank.candidates());
    }
  }

  private static void requireDimension(SqlNode source, TableReference reference) {
    Integer dimension = reference.collection().dimension();
    if (source instanceof SqlVectorSource vector
        && dimension != null
        && vector.elements().size() != dimension) {
      throw ChromaError.DIMENSION_MISMATCH.exception(
          reference.collection().name(), dimension, vector.elements().size());
    }
  }

  private boolean isExact(SqlSelect select) {
    if (statement.alwaysExact()) {
      return true;
    }
    for (SqlNode hint : select.getHints()) {
      if (hint instanceof SqlHint named && named.getName().equalsIgnoreCase("EXACT")) {
        return true;
      }
    }
    return false;
  }

  /** TOPK, else OFFSET + LIMIT, else 10. */
  private static SqlNode count(
      SqlSearch search, StatementRewriter.RowBounds bounds, SqlParserPos position) {
    SqlNode topK = search.topK();
    if (topK != null) {
      if (!(topK instanceof SqlNumericLiteral literal)) {
        return topK; // a parameter, checked when it has a value
      }
      BigDecimal value = literal.bigDecimalValue();
      if (value == null || value.signum() <= 0 || value.stripTrailingZeros().scale() > 0) {
        throw ChromaError.INVALID_ROW_COUNT.exception("TOPK", "a whole number from 1 on", topK);
      }
      return value.compareTo(MOST_ROWS) > 0
          ? SqlLiteral.createExactNumeric(MOST_ROWS.toString(), position)
          : topK;
    }
    SqlNode fetch = bounds.fetch();
    if (fetch == null) {
      return SqlLiteral.createExactNumeric(Integer.toString(DEFAULT_COUNT), position);
    }
    return bounds.offset() == null
        ? fetch
        : SqlStdOperatorTable.PLUS.createCall(
            position, summand(fetch, position), summand(bounds.offset(), position));
  }

  /** The sum of two ints may be none. */
  private static SqlNode summand(SqlNode count, SqlParserPos position) {
    if (count instanceof SqlDynamicParam) {
      return SqlTypes.castToBigint(SqlTypes.castToInteger(count, position), position);
    }
    boolean large =
        count instanceof SqlNumericLiteral literal
            && literal.getValueAs(BigDecimal.class).compareTo(HALF_OF_AN_INT) > 0;
    return large ? SqlTypes.castToBigint(count, position) : count;
  }

  private void addOperands(SqlNode source, NameScope scope, List<SqlNode> operands) {
    if (source instanceof SqlTextSource text) {
      operands.add(statement.expression(text.text(), scope));
      if (text.model() != null) {
        operands.add(text.model());
      }
    } else if (source instanceof SqlVectorSource vector) {
      operands.add(vector(vector));
    } else {
      operands.add(statement.expression(source, scope));
    }
  }

  /** A vector of literals travels as its text; one with parameters is put together at execution. */
  private static SqlNode vector(SqlVectorSource vector) {
    SqlParserPos position = vector.getParserPosition();
    boolean literal = true;
    StringBuilder text = new StringBuilder("[");
    for (SqlNode element : vector.elements()) {
      text.append(text.length() == 1 ? "" : ",").append(element);
      literal &= !(element instanceof SqlDynamicParam);
    }
    if (literal) {
      return SqlLiteral.createCharString(text.append(']').toString(), position);
    }
    List<SqlNode> elements = new ArrayList<>();
    for (SqlNode element : vector.elements()) {
      elements.add(SqlTypes.castToDouble(element, position));
    }
    return SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(position, elements);
  }

  static @Nullable SqlNode and(@Nullable SqlNode left, @Nullable SqlNode right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    // One may be of a view's text, which has positions of its own.
    return SqlStdOperatorTable.AND.createCall(left.getParserPosition(), left, right);
  }
}
