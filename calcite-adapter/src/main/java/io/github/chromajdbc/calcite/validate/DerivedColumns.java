package io.github.chromajdbc.calcite.validate;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.jspecify.annotations.Nullable;

/** The names that a query gives its columns, as far as they are written. */
final class DerivedColumns {
  private DerivedColumns() {}

  /** The columns of {@code query AS alias (columns)}, null when not all are known. */
  static @Nullable List<String> ofAlias(SqlBasicCall as, NameScope scope) {
    if (as.operandCount() == 2) {
      return of(as.operand(0), scope);
    }
    return as.getOperandList().subList(2, as.operandCount()).stream()
        .map(column -> ((SqlIdentifier) column).getSimple())
        .toList();
  }

  /** Those of a common table expression. */
  static @Nullable List<String> ofItem(SqlWithItem item, NameScope scope) {
    return item.columnList == null
        ? of(item.query, scope)
        : SqlIdentifier.simpleNames(item.columnList);
  }

  private static @Nullable List<String> of(SqlNode query, NameScope scope) {
    return switch (query.getKind()) {
      case IDENTIFIER -> scope.columnsOfCommonTableExpression(query.toString());
      case ORDER_BY -> of(((SqlOrderBy) query).query, scope);
      case WITH -> of(((SqlWith) query).body, scope);
      case UNION, INTERSECT, EXCEPT, LATERAL, TABLE_REF -> of(((SqlCall) query).operand(0), scope);
      case VALUES -> names(((SqlCall) ((SqlCall) query).operand(0)).getOperandList());
      case SELECT -> {
        SqlNodeList items = ((SqlSelect) query).getSelectList();
        yield items == null ? null : names(items.getList());
      }
      default -> null;
    };
  }

  private static @Nullable List<String> names(List<? extends @Nullable SqlNode> items) {
    List<String> names = new ArrayList<>();
    for (SqlNode item : items) {
      if (item == null || (item instanceof SqlIdentifier name && name.isStar())) {
        return null;
      }
      names.add(SqlValidatorUtil.alias(item, names.size()));
    }
    return names;
  }
}
