package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.calcite.parser.SqlSearch;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a search over a view a search over the table that the view reads: the conditions of
 * both, in the table's terms, restrict the candidates; the view's columns are computed of what is
 * found, with {@code distance} after them.
 */
final class ViewSearch extends SqlShuttle {
  private static final Set<String> OF_SEARCH = Set.of("distance", "query_index");

  private final ViewColumns columns;
  private final String alias;
  private final NameScope outer;

  /**
   * @param alias of the view in the search block
   * @param outer what is visible around the block
   */
  ViewSearch(ViewColumns columns, String alias, NameScope outer) {
    this.columns = columns;
    this.alias = alias;
    this.outer = outer;
  }

  /**
   * The block over the table, not rewritten yet.
   *
   * @param table by its full name
   */
  SqlSelect block(SqlSelect select, SqlSearch search, @Nullable SqlNode where, List<String> table) {
    SqlParserPos position = search.getParserPosition();
    SqlNode from =
        SqlStdOperatorTable.AS.createCall(
            position, new SqlIdentifier(table, position), columns.alias());
    SqlSearch.Clauses clauses = search.clauses();
    SqlSearch inner =
        new SqlSearch(
            position,
            from,
            new SqlSearch.Clauses(
                clauses.sources(),
                clauses.batch(),
                null,
                clauses.similarity(),
                clauses.topK(),
                clauses.rerank(),
                clauses.threshold()));
    SqlNode own = where == null ? null : where.accept(this);
    return StatementRewriter.plainSelect(
        position,
        items(search, position),
        inner,
        SearchRewriter.and(columns.where(), own),
        select.getHints());
  }

  private SqlNodeList items(SqlSearch search, SqlParserPos position) {
    SqlNodeList items = new SqlNodeList(position);
    List<String> names = new ArrayList<>(columns.names());
    for (int i = 0; i < names.size(); i++) {
      if (OF_SEARCH.contains(names.get(i).toLowerCase(Locale.ROOT))) {
        throw ChromaError.NOT_SUPPORTED.exception(
            "A search adds the column "
                + names.get(i)
                + ", which the view has already: give it another name there");
      }
      items.add(
          SqlStdOperatorTable.AS.createCall(
              position, columns.expression(i), new SqlIdentifier(names.get(i), position)));
    }
    items.add(new SqlIdentifier("distance", position));
    if (search.batch()) {
      items.add(new SqlIdentifier("query_index", position));
    }
    return items;
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier identifier) {
    boolean ofView = identifier.names.size() > 1 && identifier.names.get(0).equalsIgnoreCase(alias);
    List<String> path =
        ofView ? identifier.names.subList(1, identifier.names.size()) : identifier.names;
    String name = String.join(".", path);
    int column = indexOf(name);
    if (column >= 0) {
      return columns.expression(column);
    }
    if (OF_SEARCH.contains(name.toLowerCase(Locale.ROOT))) {
      return new SqlIdentifier(name, identifier.getParserPosition());
    }
    if (!ofView && (isOfOuter(identifier) || isContextVariable(identifier))) {
      return identifier;
    }
    throw ChromaError.COLUMN_NOT_FOUND.exception(
        name + " in view " + alias, NearestName.hint(name, columns.names()));
  }

  private boolean isOfOuter(SqlIdentifier identifier) {
    return identifier.names.size() > 1 && outer.item(identifier.names.get(0)) != null;
  }

  /** CURRENT_DATE and its like parse as names. */
  private static boolean isContextVariable(SqlIdentifier identifier) {
    String name = identifier.names.get(0).toUpperCase(Locale.ROOT);
    return identifier.isSimple()
        && !identifier.isComponentQuoted(0)
        && (name.startsWith("CURRENT_")
            || name.startsWith("LOCALTIME")
            || name.equals("USER")
            || name.endsWith("_USER"));
  }

  private int indexOf(String name) {
    int exact = columns.names().indexOf(name);
    if (exact >= 0) {
      return exact;
    }
    List<String> ignoringCase = columns.names().stream().filter(name::equalsIgnoreCase).toList();
    return ignoringCase.size() == 1 ? columns.names().indexOf(ignoringCase.get(0)) : -1;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (!CallFinder.isQuery(call)) {
      return super.visit(call);
    }
    if (!columns.keepsNames() || namesView(call)) {
      throw ChromaError.NOT_SUPPORTED.exception(
          "In a search over a view, a subquery in WHERE cannot name the view's columns: search the"
              + " table that the view reads");
    }
    return call;
  }

  private boolean namesView(SqlCall query) {
    boolean[] found = new boolean[1];
    query.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlIdentifier identifier) {
            found[0] |=
                identifier.names.size() > 1 && identifier.names.get(0).equalsIgnoreCase(alias);
            return null;
          }
        });
    return found[0];
  }
}
