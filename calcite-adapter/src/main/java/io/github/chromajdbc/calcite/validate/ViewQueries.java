package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.calcite.catalog.StoredView;
import io.github.chromajdbc.calcite.parser.ChromaSqlParser;
import io.github.chromajdbc.calcite.parser.SqlCreateView;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/**
 * The queries behind the views that a statement names. Each is a statement of its own: its names
 * are looked up in the view's database, and nothing around the view is seen from inside.
 */
final class ViewQueries {
  private final StatementValidator validator;
  private final TableLookup lookup;
  private final Cancellation cancellation;
  private final List<CollectionInfo> around;

  /**
   * @param around the views that the statement stands in, the outermost first
   */
  ViewQueries(
      StatementValidator validator,
      TableLookup lookup,
      Cancellation cancellation,
      List<CollectionInfo> around) {
    this.validator = validator;
    this.lookup = lookup;
    this.cancellation = cancellation;
    this.around = List.copyOf(around);
  }

  /**
   * The query that stands for a view.
   *
   * @throws ChromaException what is wrong with it, in words that name the view
   */
  ViewReference mentioned(CollectionInfo view, StoredView stored, int position) {
    requireNoCycle(view);
    try {
      return query(view, stored, position);
    } catch (ChromaException e) {
      throw ViewReference.isToBlameFor(e)
          ? e.error()
              .rephrased(
                  e,
                  "View "
                      + view.name()
                      + " cannot be read: "
                      + e.sentence()
                      + ". CREATE OR REPLACE VIEW corrects it, DROP VIEW removes it")
          : e;
    }
  }

  private void requireNoCycle(CollectionInfo view) {
    for (int i = 0; i < around.size(); i++) {
      if (isSame(around.get(i), view)) {
        List<String> names = new ArrayList<>();
        around.subList(i, around.size()).forEach(each -> names.add(each.name()));
        names.add(view.name());
        throw ChromaError.INVALID_STATEMENT.exception(
            "View " + view.name() + " reads itself: " + String.join(" -> ", names));
      }
    }
  }

  private static boolean isSame(CollectionInfo one, CollectionInfo other) {
    return one.database().equals(other.database()) && one.name().equals(other.name());
  }

  /** As {@link #mentioned}, with errors as they are. */
  ViewReference query(CollectionInfo view, StoredView stored, int position) {
    List<CollectionInfo> inside = new ArrayList<>(around);
    inside.add(view);
    ValidatedQuery query =
        validator.validate(
            () -> parse(stored).query(),
            lookup.in(view.database()),
            cancellation,
            position + 1,
            inside);
    return new ViewReference(position, view, query, rowType(stored, query));
  }

  private static SqlCreateView parse(StoredView stored) {
    return parse(stored, "");
  }

  /**
   * The view's text as a tree, a new one each time.
   *
   * @param before white space that moves the positions of what follows
   * @throws ChromaException 42000 when it has parameters
   */
  static SqlCreateView parse(StoredView stored, String before) {
    SqlCreateView view = (SqlCreateView) ChromaSqlParser.parse(before + stored.statement());
    view.query()
        .accept(
            new SqlBasicVisitor<Void>() {
              @Override
              public Void visit(SqlDynamicParam parameter) {
                throw ChromaError.INVALID_STATEMENT.exception(
                    "A view has no parameters: write the value in place of ?, or the condition"
                        + " where the view is used");
              }
            });
    return view;
  }

  private static RelDataType rowType(StoredView stored, ValidatedQuery query) {
    SqlNodeList given = parse(stored).columns();
    List<String> names =
        given == null
            ? SqlValidatorUtil.uniquify(query.rowType().getFieldNames(), true)
            : given.stream().map(SqlNode::toString).toList();
    if (names.size() != query.rowType().getFieldCount()) {
      throw ChromaError.INVALID_STATEMENT.exception(
          "View "
              + stored.name()
              + " gives names to "
              + names.size()
              + " columns, its query has "
              + query.rowType().getFieldCount());
    }
    RelDataTypeFactory.Builder builder = query.typeFactory().builder();
    query
        .rowType()
        .getFieldList()
        .forEach(field -> builder.add(names.get(field.getIndex()), field.getType()));
    return builder.build();
  }
}
