package io.github.chromajdbc.calcite;

import io.github.chromajdbc.calcite.rel.ChromaTable;
import io.github.chromajdbc.client.CollectionInfo;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
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

  /**
   * Texts have the longest length there is, and not none: where another table's text is compared
   * with one of no length, Calcite casts the other in its own database, which SQLite does not take.
   */
  @Override
  public RelDataType getRowType(RelDataTypeFactory typeFactory) {
    int longest = typeFactory.getTypeSystem().getMaxPrecision(SqlTypeName.VARCHAR);
    RelDataTypeFactory.Builder builder = typeFactory.builder();
    for (RelDataTypeField field : table().getRowType(typeFactory).getFieldList()) {
      RelDataType type = field.getType();
      builder.add(
          field.getName(),
          type.getSqlTypeName() == SqlTypeName.VARCHAR
              ? typeFactory.createTypeWithNullability(
                  typeFactory.createSqlType(SqlTypeName.VARCHAR, longest), type.isNullable())
              : type);
    }
    return builder.build();
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable relOptTable) {
    return table().toRel(context, relOptTable);
  }
}
