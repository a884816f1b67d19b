package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.exec.generated.ComputedRows;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelProtoDataType;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;

/** A table whose rows the engine makes itself, as Calcite sees it. */
public final class ComputedTable extends AbstractTable implements TranslatableTable {
  private final ComputedRows rows;
  private final RelProtoDataType rowType;

  public ComputedTable(ComputedRows rows, RelProtoDataType rowType) {
    this.rows = rows;
    this.rowType = rowType;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory typeFactory) {
    return rowType.apply(typeFactory);
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable relOptTable) {
    return ComputedScan.create(context.getCluster(), relOptTable, rows);
  }
}
