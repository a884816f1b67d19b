package io.github.chromajdbc.calcite.validate;

import static java.util.Objects.requireNonNull;

import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Columns of the FROM in an expression of ORDER BY, with their tables: {@code SELECT SUM(x) AS x
 * ... ORDER BY SUM(x)} is about the column. Calcite (1.42) takes any name there for an item of the
 * SELECT that has it.
 */
final class OrderColumns extends SqlShuttle {
  private final ChromaValidator validator;
  private final SqlValidatorScope scope;

  private OrderColumns(ChromaValidator validator, SqlSelect select) {
    this.validator = validator;
    this.scope = requireNonNull(validator.getRawSelectScope(select));
  }

  /**
   * The item of ORDER BY with the columns in it so named.
   *
   * @param item with or without its direction; a name alone is first of all that of an item
   */
  static SqlNode qualified(SqlNode item, SqlSelect select, ChromaValidator validator) {
    SqlNode expression = item;
    while (expression.getKind() == SqlKind.DESCENDING
        || expression.getKind() == SqlKind.NULLS_FIRST
        || expression.getKind() == SqlKind.NULLS_LAST) {
      expression = ((SqlCall) expression).operand(0);
    }
    return expression instanceof SqlCall
        ? requireNonNull(item.accept(new OrderColumns(validator, select)))
        : item;
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier name) {
    if (!name.isSimple() || name.isStar()) {
      return name;
    }
    try {
      SqlIdentifier qualified = scope.fullyQualify(name).identifier;
      return isOfFrom(qualified) ? qualified : name;
    } catch (CalciteContextException noColumn) {
      return name; // an item of the SELECT, or nothing: Calcite will say so
    }
  }

  private boolean isOfFrom(SqlIdentifier column) {
    SqlValidatorScope.ResolvedImpl resolved = new SqlValidatorScope.ResolvedImpl();
    scope.resolve(
        column.names.subList(0, 1), validator.getCatalogReader().nameMatcher(), false, resolved);
    return resolved.count() == 1 && resolved.only().scope == scope;
  }

  /** A query has names of its own. */
  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    return call instanceof SqlSelect ? call : super.visit(call);
  }
}
