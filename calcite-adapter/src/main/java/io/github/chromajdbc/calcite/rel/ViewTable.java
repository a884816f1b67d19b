package io.github.chromajdbc.calcite.rel;

import java.util.List;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;

/** A view as Calcite sees it: in a plan its query stands in its place. */
public final class ViewTable extends AbstractTable implements TranslatableTable {
  private final String name;
  private final RelDataType rowType;

  /**
   * @param name by which the one who plans the statement knows the query
   * @param rowType the names of the view's columns with the types of the query's
   */
  public ViewTable(String name, RelDataType rowType) {
    this.name = name;
    this.rowType = rowType;
  }

  @Override
  public Schema.TableType getJdbcTableType() {
    return Schema.TableType.VIEW;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory typeFactory) {
    return rowType;
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable relOptTable) {
    RelNode query = context.expandView(rowType, name, List.of(), List.of(name)).rel;
    return RelOptUtil.createCastRel(query, rowType, true);
  }
}
