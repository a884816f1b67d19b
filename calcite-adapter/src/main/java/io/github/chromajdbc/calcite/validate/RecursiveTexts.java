package io.github.chromajdbc.calcite.validate;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Texts in recursive queries as VARCHAR of any length. A literal is a CHAR of its own length, to
 * which Calcite (1.42) cuts what the step makes of it, less one step: {@code SELECT 'a' UNION ALL
 * SELECT s || 'b'} would be 'a', 'ab', 'ab', ... A length that the first part gives a text by a
 * cast stays.
 */
final class RecursiveTexts {
  private final ChromaValidator validator;

  /** Where the SELECTs of recursive queries stand. */
  private final IdentityHashMap<SqlSelect, Part> parts = new IdentityHashMap<>();

  /**
   * A part of a recursive query.
   *
   * @param first the first part of the same query
   * @param step whether this is the other
   */
  private record Part(SqlNode first, boolean step) {}

  RecursiveTexts(ChromaValidator validator) {
    this.validator = validator;
  }

  /** Adds a query that may name itself, before it is validated. */
  void add(SqlWithItem item) {
    SqlNode query = item.query;
    while (query instanceof SqlWith with) {
      query = with.body;
    }
    if (query.getKind() != SqlKind.UNION) {
      return;
    }
    SqlCall union = (SqlCall) query;
    if (union.operand(0).getKind() == SqlKind.VALUES) {
      SqlCall values = union.operand(0);
      union.setOperand(0, selects(values.getOperandList(), values.getParserPosition()));
    }
    SqlNode first = union.operand(0);
    add(first, new Part(first, false));
    add(union.operand(1), new Part(first, true));
  }

  private void add(SqlNode query, Part part) {
    switch (query.getKind()) {
      case UNION, INTERSECT, EXCEPT ->
          ((SqlCall) query).getOperandList().forEach(operand -> add(operand, part));
      case WITH -> add(((SqlWith) query).body, part);
      case SELECT -> parts.put((SqlSelect) query, part);
      default -> {}
    }
  }

  private static SqlNode selects(List<SqlNode> rows, SqlParserPos position) {
    SqlNode all = null;
    for (SqlNode row : rows) {
      SqlNodeList items = new SqlNodeList(((SqlCall) row).getOperandList(), position);
      SqlNode select =
          new SqlSelect(
              position, null, items, null, null, null, null, null, null, null, null, null, null);
      all = all == null ? select : SqlStdOperatorTable.UNION_ALL.createCall(position, all, select);
    }
    return requireNonNull(all);
  }

  /**
   * Casts the texts of a select list that has been validated.
   *
   * @return its type
   */
  RelDataType widened(SqlSelect select, RelDataType type) {
    Part part = parts.get(select);
    if (part == null) {
      return type;
    }
    SqlNodeList items = requireNonNull(select.getSelectList());
    RelDataTypeFactory.Builder widened = validator.getTypeFactory().builder();
    for (RelDataTypeField field : type.getFieldList()) {
      int i = field.getIndex();
      boolean wide =
          SqlTypeUtil.isCharacter(field.getType())
              && !isCast(items.get(i)) // Calcite (1.42) would leave out the inner one of two
              && (!part.step || isOfAnyLength(part.first, i));
      widened.add(field.getName(), wide ? widen(select, items, field) : field.getType());
    }
    requireNonNull(validator.getRawSelectScope(select))
        .setExpandedSelectList(new ArrayList<>(items.getList()));
    return widened.build();
  }

  private boolean isOfAnyLength(SqlNode query, int column) {
    RelDataType type =
        requireNonNull(validator.getNamespace(query))
            .getRowType()
            .getFieldList()
            .get(column)
            .getType();
    return type.getSqlTypeName() == SqlTypeName.VARCHAR
        && type.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED;
  }

  private static boolean isCast(SqlNode item) {
    return SqlUtil.stripAs(item).getKind() == SqlKind.CAST;
  }

  private RelDataType widen(SqlSelect select, SqlNodeList items, RelDataTypeField field) {
    SqlNode item = items.get(field.getIndex());
    SqlParserPos position = item.getParserPosition();
    SqlNode cast = SqlTypes.cast(SqlUtil.stripAs(item), SqlTypeName.VARCHAR, position);
    SqlNode named =
        SqlStdOperatorTable.AS.createCall(
            position, cast, new SqlIdentifier(field.getName(), position));
    items.set(field.getIndex(), named);
    return validator.deriveType(validator.getSelectScope(select), named);
  }
}
