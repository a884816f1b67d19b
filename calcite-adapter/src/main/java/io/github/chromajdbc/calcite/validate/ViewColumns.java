package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.calcite.catalog.StoredView;
import io.github.chromajdbc.error.ChromaError;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * A view that shows each row of one table that its WHERE admits, as columns computed from that row:
 * over such a view a search means one over the table. It is read from the view's text, and not
 * rewritten yet.
 */
final class ViewColumns {
  /** Apart from the lines of the statement, since positions tell what a name means. */
  private static final int LINES_APART = 10_000;

  private final StoredView stored;
  private final ViewReference view;
  private final SqlSelect query;
  private final List<Integer> itemOfColumn = new ArrayList<>();

  private ViewColumns(StoredView stored, ViewReference view, SqlSelect query) {
    this.stored = stored;
    this.view = view;
    this.query = query;
    int itemsOfOneColumn = query.getSelectList().size() - 1;
    for (int item = 0; item <= itemsOfOneColumn; item++) {
      boolean star = isStar(query.getSelectList().get(item));
      int columns = star ? view.rowType().getFieldCount() - itemsOfOneColumn : 1;
      for (int i = 0; i < columns; i++) {
        itemOfColumn.add(item);
      }
    }
  }

  /**
   * The columns of a view.
   *
   * @throws io.github.chromajdbc.error.ChromaException 0A000 for a view of another kind
   */
  static ViewColumns of(StoredView stored, ViewReference view) {
    SqlNode parsed = parse(stored, view);
    if (!(parsed instanceof SqlSelect query) || !isRowByRow(query) || isAggregate(view)) {
      throw ChromaError.NOT_SUPPORTED.exception(
          "A search needs a view that shows rows of one table, without DISTINCT, groups, LIMIT or"
              + " a search of its own, and "
              + stored.name()
              + " does not: search the table that it reads");
    }
    return new ViewColumns(stored, view, query);
  }

  private static SqlNode parse(StoredView stored, ViewReference view) {
    return ViewQueries.parse(stored, "\n".repeat(LINES_APART * (view.position() + 1))).query();
  }

  private static boolean isAggregate(ViewReference view) {
    return view.query().node() instanceof SqlSelect select
        && view.query().validator().isAggregate(select);
  }

  private static boolean isRowByRow(SqlSelect query) {
    return !query.isDistinct()
        && query.getGroup() == null
        && query.getHaving() == null
        && query.getQualify() == null
        && query.getWindowList().isEmpty()
        && query.getSelectList().stream().filter(ViewColumns::isStar).count() <= 1
        && table(query) != null
        && !mentionsWindow(query.getSelectList());
  }

  private static boolean isStar(SqlNode item) {
    return item instanceof SqlIdentifier name && name.isStar();
  }

  private static boolean mentionsWindow(SqlNodeList items) {
    boolean[] found = new boolean[1];
    items.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            found[0] |= call.getKind() == SqlKind.OVER;
            call.getOperator().acceptCall(this, call);
            return null;
          }
        });
    return found[0];
  }

  /** The name in FROM; null when there stands something else. */
  private static @Nullable SqlIdentifier table(SqlSelect query) {
    SqlNode from = query.getFrom();
    if (from != null && from.getKind() == SqlKind.AS && ((SqlCall) from).operandCount() == 2) {
      from = ((SqlCall) from).operand(0);
    }
    if (from != null && from.getKind() == SqlKind.TABLE_REF) {
      from = ((SqlCall) from).operand(0);
    }
    return from instanceof SqlIdentifier name ? name : null;
  }

  /** The table that the view reads, as its text names it. */
  SqlIdentifier table() {
    SqlIdentifier table = table(query);
    if (table == null) {
      throw new IllegalStateException("checked before: the view reads one table");
    }
    return table;
  }

  /** What the view's text calls the table. */
  SqlIdentifier alias() {
    SqlNode from = query.getFrom();
    return from != null && from.getKind() == SqlKind.AS
        ? ((SqlCall) from).operand(1)
        : table().getComponent(table().names.size() - 1);
  }

  /** Which rows it shows; null for all. */
  @Nullable SqlNode where() {
    return query.getWhere();
  }

  /** The names of the columns. */
  List<String> names() {
    return view.rowType().getFieldNames();
  }

  /** What a column is in terms of the table: a tree of its own each time. */
  SqlNode expression(int column) {
    return expression((SqlSelect) parse(stored, view), column);
  }

  private SqlNode expression(SqlSelect fresh, int column) {
    SqlNode item = fresh.getSelectList().get(itemOfColumn.get(column));
    if (isStar(item)) {
      SqlParserPos position = item.getParserPosition();
      String name = nameBehindStar(column);
      return new SqlIdentifier(
          List.of(alias().getSimple(), name), null, position, List.of(position, position));
    }
    return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
  }

  private String nameBehindStar(int column) {
    SqlNode item = ((SqlSelect) view.query().node()).getSelectList().get(column);
    SqlIdentifier name =
        (SqlIdentifier) (item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item);
    return name.names.get(name.names.size() - 1);
  }

  /** Whether each column that has the name of one of the table's is that column. */
  boolean keepsNames() {
    SqlSelect fresh = (SqlSelect) parse(stored, view);
    for (int i = 0; i < names().size(); i++) {
      String name = names().get(i);
      SqlNode expression = expression(fresh, i);
      boolean same =
          expression instanceof SqlIdentifier path
              && (String.join(".", path.names).equalsIgnoreCase(name)
                  || path.names.get(path.names.size() - 1).equalsIgnoreCase(name));
      if (!same && view.query().references().get(0).layout().column(name) != null) {
        return false;
      }
    }
    return true;
  }
}
