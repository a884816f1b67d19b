package io.github.chromajdbc.calcite.system;

import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.calcite.statement.SystemTable;
import io.github.chromajdbc.calcite.statement.TypeDescription;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The tables of INFORMATION_SCHEMA and their columns: those of the SQL standard that Chroma has an
 * answer for, and what it alone knows.
 */
public enum InformationTable {
  COLUMNS(
      "The columns of every table",
      "TABLE_CATALOG text, TABLE_SCHEMA text, TABLE_NAME text, COLUMN_NAME text,"
          + " ORDINAL_POSITION int, COLUMN_DEFAULT text, IS_NULLABLE text, DATA_TYPE text,"
          + " CHARACTER_MAXIMUM_LENGTH int, NUMERIC_PRECISION int, NUMERIC_SCALE int,"
          + " DATETIME_PRECISION int"),
  KEY_COLUMN_USAGE(
      "The columns of primary keys",
      "CONSTRAINT_CATALOG text, CONSTRAINT_SCHEMA text, CONSTRAINT_NAME text,"
          + " TABLE_CATALOG text, TABLE_SCHEMA text, TABLE_NAME text, COLUMN_NAME text,"
          + " ORDINAL_POSITION int"),
  SCHEMATA("The databases of the tenant", "CATALOG_NAME text, SCHEMA_NAME text, SCHEMA_OWNER text"),
  TABLES(
      "The collections and views, and the tables that describe them",
      "TABLE_CATALOG text, TABLE_SCHEMA text, TABLE_NAME text, TABLE_TYPE text, REMARKS text,"
          + " SPACE text, DIMENSION int, COLLECTION_ID text"),
  TABLE_CONSTRAINTS(
      "The primary keys",
      "CONSTRAINT_CATALOG text, CONSTRAINT_SCHEMA text, CONSTRAINT_NAME text,"
          + " TABLE_CATALOG text, TABLE_SCHEMA text, TABLE_NAME text, CONSTRAINT_TYPE text,"
          + " IS_DEFERRABLE text, INITIALLY_DEFERRED text"),
  VIEWS(
      "The views and their queries",
      "TABLE_CATALOG text, TABLE_SCHEMA text, TABLE_NAME text, VIEW_DEFINITION text,"
          + " CHECK_OPTION text, IS_UPDATABLE text");

  private final String remarks;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy, which its type cannot say
  private final List<Column> columns;

  InformationTable(String remarks, String columns) {
    this.remarks = remarks;
    this.columns = Arrays.stream(columns.split(", ?", -1)).map(Column::of).toList();
  }

  private record Column(String name, boolean number) {
    static Column of(String text) {
      String[] words = text.split(" ", -1);
      return new Column(words[0], words[1].equals("int"));
    }
  }

  /** The table of this name, in any case; empty when there is none. */
  public static Optional<InformationTable> named(String name) {
    return Arrays.stream(values())
        .filter(table -> table.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst();
  }

  /** Where a column stands, 0-based. */
  int position(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException(this + " has no column " + column);
  }

  /** The row type; every column may be NULL. */
  public RelDataType rowType(RelDataTypeFactory factory) {
    RelDataTypeFactory.Builder builder = factory.builder();
    for (Column column : columns) {
      RelDataType type =
          factory.createSqlType(column.number() ? SqlTypeName.INTEGER : SqlTypeName.VARCHAR);
      builder.add(column.name(), factory.createTypeWithNullability(type, true));
    }
    return builder.build();
  }

  /** The table as the driver lists it. */
  public SystemTable describe(String tenant) {
    List<ColumnDescription> described = new ArrayList<>();
    for (Column column : columns) {
      TypeDescription type =
          column.number()
              ? new TypeDescription(Types.INTEGER, "INTEGER", 10, 0, true, null)
              : new TypeDescription(Types.VARCHAR, "VARCHAR", 0, 0, true, null);
      described.add(
          new ColumnDescription(
              column.name(), column.name(), tenant, SystemTable.SCHEMA, name(), type));
    }
    return new SystemTable(name(), remarks, described);
  }
}
