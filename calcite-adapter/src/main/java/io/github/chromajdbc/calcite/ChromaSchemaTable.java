package io.github.chromajdbc.calcite;

import io.github.chromajdbc.calcite.rel.ChromaTable;
import io.github.chromajdbc.client.CollectionInfo;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.jspecify.annotations.Nullable;

/** A table whose columns are read when somebody asks for them. */
final class ChromaSchemaTable extends AbstractTable implements TranslatableTable {
  private final CollectionInfo described;
  private final ChromaSchema schema;
  private volatile @Nullable ChromaTable table;

  ChromaSchemaTable(CollectionInfo described, ChromaSchema schema) {
    this.described = described;
    this.schema = schema;
  }

  private ChromaTable table() {
    ChromaTable known = table;
    if (known == null) {
      known = schema.table(described);
      table = known;
    }
    return known;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory typeFactory) {
    return table().getRowType(typeFactory);
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable relOptTable) {
    return table().toRel(context, relOptTable);
  }
}
