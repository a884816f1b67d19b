package io.github.chromajdbc.metadata;

import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.calcite.statement.TypeDescription;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of each result set of {@link java.sql.DatabaseMetaData}, as its Javadoc lists them:
 * name, then text, int, short, long or bool.
 */
enum MetadataShape {
  CATALOGS("TABLE_CAT text"),
  SCHEMAS("TABLE_SCHEM text, TABLE_CATALOG text"),
  TABLE_TYPES("TABLE_TYPE text"),
  TABLES(
      "TABLE_CAT text, TABLE_SCHEM text, TABLE_NAME text, TABLE_TYPE text, REMARKS text,"
          + " TYPE_CAT text, TYPE_SCHEM text, TYPE_NAME text, SELF_REFERENCING_COL_NAME text,"
          + " REF_GENERATION text"),
  COLUMNS(
      "TABLE_CAT text, TABLE_SCHEM text, TABLE_NAME text, COLUMN_NAME text, DATA_TYPE int,"
          + " TYPE_NAME text, COLUMN_SIZE int, BUFFER_LENGTH int, DECIMAL_DIGITS int,"
          + " NUM_PREC_RADIX int, NULLABLE int, REMARKS text, COLUMN_DEF text, SQL_DATA_TYPE int,"
          + " SQL_DATETIME_SUB int, CHAR_OCTET_LENGTH int, ORDINAL_POSITION int, IS_NULLABLE text,"
          + " SCOPE_CATALOG text, SCOPE_SCHEMA text, SCOPE_TABLE text, SOURCE_DATA_TYPE short,"
          + " IS_AUTOINCREMENT text, IS_GENERATEDCOLUMN text"),
  PRIMARY_KEYS(
      "TABLE_CAT text, TABLE_SCHEM text, TABLE_NAME text, COLUMN_NAME text, KEY_SEQ short,"
          + " PK_NAME text"),
  BEST_ROW_IDENTIFIER(
      "SCOPE short, COLUMN_NAME text, DATA_TYPE int, TYPE_NAME text, COLUMN_SIZE int,"
          + " BUFFER_LENGTH int, DECIMAL_DIGITS short, PSEUDO_COLUMN short"),
  VERSION_COLUMNS(
      "SCOPE short, COLUMN_NAME text, DATA_TYPE int, TYPE_NAME text, COLUMN_SIZE int,"
          + " BUFFER_LENGTH int, DECIMAL_DIGITS short, PSEUDO_COLUMN short"),
  KEYS_BETWEEN_TABLES(
      "PKTABLE_CAT text, PKTABLE_SCHEM text, PKTABLE_NAME text, PKCOLUMN_NAME text,"
          + " FKTABLE_CAT text, FKTABLE_SCHEM text, FKTABLE_NAME text, FKCOLUMN_NAME text,"
          + " KEY_SEQ short, UPDATE_RULE short, DELETE_RULE short, FK_NAME text, PK_NAME text,"
          + " DEFERRABILITY short"),
  TYPE_INFO(
      "TYPE_NAME text, DATA_TYPE int, PRECISION int, LITERAL_PREFIX text, LITERAL_SUFFIX text,"
          + " CREATE_PARAMS text, NULLABLE short, CASE_SENSITIVE bool, SEARCHABLE short,"
          + " UNSIGNED_ATTRIBUTE bool, FIXED_PREC_SCALE bool, AUTO_INCREMENT bool,"
          + " LOCAL_TYPE_NAME text, MINIMUM_SCALE short, MAXIMUM_SCALE short, SQL_DATA_TYPE int,"
          + " SQL_DATETIME_SUB int, NUM_PREC_RADIX int"),
  INDEX_INFO(
      "TABLE_CAT text, TABLE_SCHEM text, TABLE_NAME text, NON_UNIQUE bool, INDEX_QUALIFIER text,"
          + " INDEX_NAME text, TYPE short, ORDINAL_POSITION short, COLUMN_NAME text,"
          + " ASC_OR_DESC text, CARDINALITY long, PAGES long, FILTER_CONDITION text"),
  PROCEDURES(
      "PROCEDURE_CAT text, PROCEDURE_SCHEM text, PROCEDURE_NAME text, RESERVED_1 text,"
          + " RESERVED_2 text, RESERVED_3 text, REMARKS text, PROCEDURE_TYPE short,"
          + " SPECIFIC_NAME text"),
  PROCEDURE_COLUMNS(
      "PROCEDURE_CAT text, PROCEDURE_SCHEM text, PROCEDURE_NAME text, COLUMN_NAME text,"
          + " COLUMN_TYPE short, DATA_TYPE int, TYPE_NAME text, PRECISION int, LENGTH int,"
          + " SCALE short, RADIX short, NULLABLE short, REMARKS text, COLUMN_DEF text,"
          + " SQL_DATA_TYPE int, SQL_DATETIME_SUB int, CHAR_OCTET_LENGTH int,"
          + " ORDINAL_POSITION int, IS_NULLABLE text, SPECIFIC_NAME text"),
  FUNCTIONS(
      "FUNCTION_CAT text, FUNCTION_SCHEM text, FUNCTION_NAME text, REMARKS text,"
          + " FUNCTION_TYPE short, SPECIFIC_NAME text"),
  FUNCTION_COLUMNS(
      "FUNCTION_CAT text, FUNCTION_SCHEM text, FUNCTION_NAME text, COLUMN_NAME text,"
          + " COLUMN_TYPE short, DATA_TYPE int, TYPE_NAME text, PRECISION int, LENGTH int,"
          + " SCALE short, RADIX short, NULLABLE short, REMARKS text, CHAR_OCTET_LENGTH int,"
          + " ORDINAL_POSITION int, IS_NULLABLE text, SPECIFIC_NAME text"),
  COLUMN_PRIVILEGES(
      "TABLE_CAT text, TABLE_SCHEM text, TABLE_NAME text, COLUMN_NAME text, GRANTOR text,"
          + " GRANTEE text, PRIVILEGE text, IS_GRANTABLE text"),
  TABLE_PRIVILEGES(
      "TABLE_CAT text, TABLE_SCHEM text, TABLE_NAME text, GRANTOR text, GRANTEE text,"
          + " PRIVILEGE text, IS_GRANTABLE text"),
  USER_DEFINED_TYPES(
      "TYPE_CAT text, TYPE_SCHEM text, TYPE_NAME text, CLASS_NAME text, DATA_TYPE int,"
          + " REMARKS text, BASE_TYPE short"),
  SUPER_TYPES(
      "TYPE_CAT text, TYPE_SCHEM text, TYPE_NAME text, SUPERTYPE_CAT text, SUPERTYPE_SCHEM text,"
          + " SUPERTYPE_NAME text"),
  SUPER_TABLES("TABLE_CAT text, TABLE_SCHEM text, TABLE_NAME text, SUPERTABLE_NAME text"),
  ATTRIBUTES(
      "TYPE_CAT text, TYPE_SCHEM text, TYPE_NAME text, ATTR_NAME text, DATA_TYPE int,"
          + " ATTR_TYPE_NAME text, ATTR_SIZE int, DECIMAL_DIGITS int, NUM_PREC_RADIX int,"
          + " NULLABLE int, REMARKS text, ATTR_DEF text, SQL_DATA_TYPE int, SQL_DATETIME_SUB int,"
          + " CHAR_OCTET_LENGTH int, ORDINAL_POSITION int, IS_NULLABLE text, SCOPE_CATALOG text,"
          + " SCOPE_SCHEMA text, SCOPE_TABLE text, SOURCE_DATA_TYPE short"),
  CLIENT_INFORMATION("NAME text, MAX_LEN int, DEFAULT_VALUE text, DESCRIPTION text"),
  PSEUDO_COLUMNS(
      "TABLE_CAT text, TABLE_SCHEM text, TABLE_NAME text, COLUMN_NAME text, DATA_TYPE int,"
          + " COLUMN_SIZE int, DECIMAL_DIGITS int, NUM_PREC_RADIX int, COLUMN_USAGE text,"
          + " REMARKS text, CHAR_OCTET_LENGTH int, IS_NULLABLE text");

  private final String columns;

  MetadataShape(String columns) {
    this.columns = columns;
  }

  List<ColumnDescription> columns() {
    List<ColumnDescription> descriptions = new ArrayList<>();
    for (String column : columns.split(", ?", -1)) {
      int space = column.lastIndexOf(' ');
      String name = column.substring(0, space);
      descriptions.add(
          new ColumnDescription(name, name, null, null, null, type(column.substring(space + 1))));
    }
    return descriptions;
  }

  private static TypeDescription type(String word) {
    return switch (word) {
      case "int" -> new TypeDescription(Types.INTEGER, "INTEGER", 10, 0, true, null);
      case "short" -> new TypeDescription(Types.SMALLINT, "SMALLINT", 5, 0, true, null);
      case "long" -> new TypeDescription(Types.BIGINT, "BIGINT", 19, 0, true, null);
      case "bool" -> new TypeDescription(Types.BOOLEAN, "BOOLEAN", 1, 0, true, null);
      default -> new TypeDescription(Types.VARCHAR, "VARCHAR", 0, 0, true, null);
    };
  }
}
