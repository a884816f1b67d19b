package io.github.chromajdbc.metadata;

import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.calcite.statement.TypeDescription;
import io.github.chromajdbc.convert.JavaClasses;
import java.sql.DatabaseMetaData;
import java.sql.PseudoColumnUsage;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of {@code getColumns}, {@code getPseudoColumns} and the like for one column. */
final class ColumnRows {
  private static final String METADATA_PREFIX = "metadata.";

  private ColumnRows() {}

  /**
   * A row of {@code getColumns}.
   *
   * @param position in the table, from 1
   */
  static List<@Nullable Object> column(ListedTable table, ColumnDescription column, int position) {
    TypeDescription type = column.type();
    return Arrays.asList(
        table.tenant(),
        table.schema(),
        table.name(),
        column.name(),
        type.jdbcType(),
        type.name(),
        size(type),
        null,
        decimalDigits(type),
        radix(type),
        type.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
        remarks(table, column.name()),
        null,
        null,
        null,
        octets(type),
        position,
        type.nullable() ? "YES" : "NO",
        null,
        null,
        null,
        null,
        "NO",
        "NO");
  }

  /** A row of {@code getPseudoColumns}. */
  static List<@Nullable Object> hidden(ListedTable table, ColumnDescription column) {
    TypeDescription type = column.type();
    return Arrays.asList(
        table.tenant(),
        table.schema(),
        table.name(),
        column.name(),
        type.jdbcType(),
        size(type),
        decimalDigits(type),
        radix(type),
        PseudoColumnUsage.NO_USAGE_RESTRICTIONS.name(),
        remarks(table, column.name()),
        octets(type),
        type.nullable() ? "YES" : "NO");
  }

  /** The row of {@code getBestRowIdentifier} for the key. */
  static List<@Nullable Object> rowIdentifier(ColumnDescription key) {
    TypeDescription type = key.type();
    return Arrays.asList(
        (short) DatabaseMetaData.bestRowSession,
        key.name(),
        type.jdbcType(),
        type.name(),
        size(type),
        null,
        null,
        (short) DatabaseMetaData.bestRowNotPseudo);
  }

  /** Digits or characters; the largest number for text that may have any length. */
  static @Nullable Integer size(TypeDescription type) {
    if (isText(type)) {
      return type.precision() > 0 ? type.precision() : JavaClasses.UNBOUNDED;
    }
    return switch (type.jdbcType()) {
      case Types.DATE, Types.TIME, Types.TIMESTAMP -> JavaClasses.displaySize(type);
      default -> type.precision() > 0 ? type.precision() : null;
    };
  }

  static @Nullable Integer decimalDigits(TypeDescription type) {
    return switch (type.jdbcType()) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.DECIMAL,
          Types.NUMERIC ->
          type.scale();
      case Types.TIMESTAMP, Types.TIME -> type.precision();
      default -> null;
    };
  }

  static @Nullable Integer radix(TypeDescription type) {
    return JavaClasses.isSigned(type.jdbcType()) ? 10 : null;
  }

  /** Bytes that text may take: of unbounded text, as many as there can be. */
  static @Nullable Integer octets(TypeDescription type) {
    return isText(type) ? size(type) : null;
  }

  private static boolean isText(TypeDescription type) {
    return JavaClasses.of(type) == String.class;
  }

  private static String remarks(ListedTable table, String column) {
    if (table.collection() == null || table.isView()) {
      return "";
    }
    if (column.startsWith(METADATA_PREFIX)) {
      return "Metadata key " + column.substring(METADATA_PREFIX.length());
    }
    return switch (column) {
      case "id" -> "The record's id";
      case "document" -> "The record's text";
      case "uri" -> "Where the record's content is kept";
      case "metadata" -> "The whole metadata as JSON";
      case "embedding" -> "The record's vector";
      case "_collection" -> "The collection that the record is in";
      default -> "";
    };
  }
}
