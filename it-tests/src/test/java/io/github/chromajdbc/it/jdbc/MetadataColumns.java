package io.github.chromajdbc.it.jdbc;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The columns of each result set of {@link java.sql.DatabaseMetaData}, copied out of its Javadoc:
 * the name and, where it is not text, {@code i} for int, {@code s} for short, {@code l} for long
 * and {@code b} for boolean.
 */
final class MetadataColumns {
  private static final String KEYS =
      "PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME PKCOLUMN_NAME FKTABLE_CAT FKTABLE_SCHEM FKTABLE_NAME"
          + " FKCOLUMN_NAME KEY_SEQ:s UPDATE_RULE:s DELETE_RULE:s FK_NAME PK_NAME DEFERRABILITY:s";
  private static final String ROW_COLUMNS =
      "SCOPE:s COLUMN_NAME DATA_TYPE:i TYPE_NAME COLUMN_SIZE:i BUFFER_LENGTH:i DECIMAL_DIGITS:s"
          + " PSEUDO_COLUMN:s";

  /** By the name of the method. */
  static final Map<String, String> OF_METHODS =
      Map.ofEntries(
          Map.entry("getCatalogs", "TABLE_CAT"),
          Map.entry("getSchemas", "TABLE_SCHEM TABLE_CATALOG"),
          Map.entry("getTableTypes", "TABLE_TYPE"),
          Map.entry(
              "getTables",
              "TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME"
                  + " SELF_REFERENCING_COL_NAME REF_GENERATION"),
          Map.entry(
              "getColumns",
              "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:i TYPE_NAME COLUMN_SIZE:i"
                  + " BUFFER_LENGTH:i DECIMAL_DIGITS:i NUM_PREC_RADIX:i NULLABLE:i REMARKS"
                  + " COLUMN_DEF SQL_DATA_TYPE:i SQL_DATETIME_SUB:i CHAR_OCTET_LENGTH:i"
                  + " ORDINAL_POSITION:i IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE"
                  + " SOURCE_DATA_TYPE:s IS_AUTOINCREMENT IS_GENERATEDCOLUMN"),
          Map.entry(
              "getPseudoColumns",
              "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:i COLUMN_SIZE:i"
                  + " DECIMAL_DIGITS:i NUM_PREC_RADIX:i COLUMN_USAGE REMARKS CHAR_OCTET_LENGTH:i"
                  + " IS_NULLABLE"),
          Map.entry(
              "getPrimaryKeys", "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME KEY_SEQ:s PK_NAME"),
          Map.entry("getImportedKeys", KEYS),
          Map.entry("getExportedKeys", KEYS),
          Map.entry("getCrossReference", KEYS),
          Map.entry("getBestRowIdentifier", ROW_COLUMNS),
          Map.entry("getVersionColumns", ROW_COLUMNS),
          Map.entry(
              "getIndexInfo",
              "TABLE_CAT TABLE_SCHEM TABLE_NAME NON_UNIQUE:b INDEX_QUALIFIER INDEX_NAME TYPE:s"
                  + " ORDINAL_POSITION:s COLUMN_NAME ASC_OR_DESC CARDINALITY:l PAGES:l"
                  + " FILTER_CONDITION"),
          Map.entry(
              "getTypeInfo",
              "TYPE_NAME DATA_TYPE:i PRECISION:i LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS"
                  + " NULLABLE:s CASE_SENSITIVE:b SEARCHABLE:s UNSIGNED_ATTRIBUTE:b"
                  + " FIXED_PREC_SCALE:b AUTO_INCREMENT:b LOCAL_TYPE_NAME MINIMUM_SCALE:s"
                  + " MAXIMUM_SCALE:s SQL_DATA_TYPE:i SQL_DATETIME_SUB:i NUM_PREC_RADIX:i"),
          Map.entry(
              "getFunctions",
              "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME REMARKS FUNCTION_TYPE:s SPECIFIC_NAME"),
          Map.entry(
              "getFunctionColumns",
              "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME COLUMN_NAME COLUMN_TYPE:s DATA_TYPE:i"
                  + " TYPE_NAME PRECISION:i LENGTH:i SCALE:s RADIX:s NULLABLE:s REMARKS"
                  + " CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i IS_NULLABLE SPECIFIC_NAME"),
          Map.entry(
              "getProcedures",
              // Three columns in the middle are reserved and have no names in the Javadoc.
              "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME * * * REMARKS PROCEDURE_TYPE:s"
                  + " SPECIFIC_NAME"),
          Map.entry(
              "getProcedureColumns",
              "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME COLUMN_NAME COLUMN_TYPE:s DATA_TYPE:i"
                  + " TYPE_NAME PRECISION:i LENGTH:i SCALE:s RADIX:s NULLABLE:s REMARKS COLUMN_DEF"
                  + " SQL_DATA_TYPE:i SQL_DATETIME_SUB:i CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i"
                  + " IS_NULLABLE SPECIFIC_NAME"),
          Map.entry(
              "getColumnPrivileges",
              "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME GRANTOR GRANTEE PRIVILEGE"
                  + " IS_GRANTABLE"),
          Map.entry(
              "getTablePrivileges",
              "TABLE_CAT TABLE_SCHEM TABLE_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE"),
          Map.entry(
              "getUDTs",
              "TYPE_CAT TYPE_SCHEM TYPE_NAME CLASS_NAME DATA_TYPE:i REMARKS BASE_TYPE:s"),
          Map.entry(
              "getSuperTypes",
              "TYPE_CAT TYPE_SCHEM TYPE_NAME SUPERTYPE_CAT SUPERTYPE_SCHEM SUPERTYPE_NAME"),
          Map.entry("getSuperTables", "TABLE_CAT TABLE_SCHEM TABLE_NAME SUPERTABLE_NAME"),
          Map.entry(
              "getAttributes",
              "TYPE_CAT TYPE_SCHEM TYPE_NAME ATTR_NAME DATA_TYPE:i ATTR_TYPE_NAME ATTR_SIZE:i"
                  + " DECIMAL_DIGITS:i NUM_PREC_RADIX:i NULLABLE:i REMARKS ATTR_DEF"
                  + " SQL_DATA_TYPE:i SQL_DATETIME_SUB:i CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i"
                  + " IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE:s"),
          Map.entry("getClientInfoProperties", "NAME MAX_LEN:i DEFAULT_VALUE DESCRIPTION"));

  /** By the name of the method, the columns that the rows are ordered by. */
  static final Map<String, List<String>> ORDER =
      Map.ofEntries(
          Map.entry("getCatalogs", List.of("TABLE_CAT")),
          Map.entry("getSchemas", List.of("TABLE_CATALOG", "TABLE_SCHEM")),
          Map.entry("getTableTypes", List.of("TABLE_TYPE")),
          Map.entry("getTables", List.of("TABLE_TYPE", "TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME")),
          Map.entry(
              "getColumns", List.of("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "ORDINAL_POSITION")),
          Map.entry(
              "getPseudoColumns", List.of("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME")),
          Map.entry("getPrimaryKeys", List.of("COLUMN_NAME")),
          Map.entry("getTypeInfo", List.of("DATA_TYPE")),
          Map.entry("getFunctions", List.of("FUNCTION_NAME", "SPECIFIC_NAME")),
          Map.entry("getFunctionColumns", List.of("FUNCTION_NAME", "SPECIFIC_NAME")),
          Map.entry("getClientInfoProperties", List.of("NAME")));

  private MetadataColumns() {}

  /** The columns as {@code NAME:TYPE}. */
  static List<String> ofMethod(String method) {
    return Stream.of(OF_METHODS.getOrDefault(method, "").split(" ", -1))
        .map(MetadataColumns::typed)
        .toList();
  }

  private static String typed(String column) {
    if (column.endsWith(":i")) {
      return column.replace(":i", ":INTEGER");
    }
    if (column.endsWith(":s")) {
      return column.replace(":s", ":SMALLINT");
    }
    if (column.endsWith(":l")) {
      return column.replace(":l", ":BIGINT");
    }
    return column.endsWith(":b") ? column.replace(":b", ":BOOLEAN") : column + ":VARCHAR";
  }
}
