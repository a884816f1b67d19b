package io.github.chromajdbc.calcite.rel;

import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.rel.RelNode;

/**
 * How the driver's own nodes hand out rows: one column as its value, any other number as arrays.
 */
final class RowFormat {
  private RowFormat() {}

  /** Of no columns Calcite would make lists. */
  static PhysType of(EnumerableRelImplementor implementor, RelNode rel) {
    boolean mayBeValue = rel.getRowType().getFieldCount() > 0;
    return PhysTypeImpl.of(
        implementor.getTypeFactory(), rel.getRowType(), JavaRowFormat.ARRAY, mayBeValue);
  }
}
