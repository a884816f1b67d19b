package io.github.chromajdbc.calcite.plan.convert;

import io.github.chromajdbc.calcite.plan.walk.SubqueryShuttle;
import io.github.chromajdbc.error.ChromaError;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Refuses a recursive query whose step has values of another type than its first part, as
 * PostgreSQL does. Calcite (1.42) fails.
 */
final class RecursiveTypes extends SubqueryShuttle {
  private RecursiveTypes() {}

  /** The plan as it is, or 42804. */
  static RelNode check(RelNode rel) {
    return rel.accept(new RecursiveTypes());
  }

  @Override
  public RelNode visit(RelNode other) {
    if (other instanceof RepeatUnion union) {
      requireSame(union);
    }
    return super.visit(other).accept(new Expressions());
  }

  private static void requireSame(RepeatUnion union) {
    List<RelDataTypeField> seed = union.getSeedRel().getRowType().getFieldList();
    List<RelDataTypeField> step = union.getIterativeRel().getRowType().getFieldList();
    for (int i = 0; i < seed.size(); i++) {
      RelDataType first = seed.get(i).getType();
      RelDataType next = step.get(i).getType();
      if (!SqlTypeUtil.equalSansNullability(first, next) && !holdsAnyText(first, next)) {
        throw ChromaError.TYPE_MISMATCH.exception(
            "Column "
                + (i + 1)
                + " of the recursive query is "
                + first
                + " in its first part and "
                + next
                + " in its step. Give the first part a type that holds both, by CAST(... AS "
                + (SqlTypeUtil.isCharacter(first) ? "VARCHAR" : "DOUBLE")
                + ")");
      }
    }
  }

  private static boolean holdsAnyText(RelDataType first, RelDataType next) {
    return first.getSqlTypeName() == SqlTypeName.VARCHAR
        && first.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED
        && SqlTypeUtil.isCharacter(next);
  }
}
