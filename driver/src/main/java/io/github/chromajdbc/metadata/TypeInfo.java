package io.github.chromajdbc.metadata;

import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of {@link DatabaseMetaData#getTypeInfo}, ordered by DATA_TYPE. */
final class TypeInfo {
  private TypeInfo() {}

  static List<List<@Nullable Object>> rows() {
    return Stream.of(
            number("BIGINT", Types.BIGINT, 19, 0),
            number("INTEGER", Types.INTEGER, 10, 0),
            number("SMALLINT", Types.SMALLINT, 5, 0),
            number("TINYINT", Types.TINYINT, 3, 0),
            number("DOUBLE", Types.DOUBLE, 15, 0),
            number("FLOAT", Types.FLOAT, 15, 0),
            number("REAL", Types.REAL, 7, 0),
            number("DECIMAL", Types.DECIMAL, 38, 38),
            row("BOOLEAN", Types.BOOLEAN, 1, null, null, null, DatabaseMetaData.typePredBasic),
            text("VARCHAR", Types.VARCHAR),
            text("CHAR", Types.CHAR),
            row("VARBINARY", Types.VARBINARY, 0, "X'", "'", "length", 3),
            row("DATE", Types.DATE, 10, "DATE '", "'", null, DatabaseMetaData.typePredBasic),
            row("TIME", Types.TIME, 8, "TIME '", "'", "precision", DatabaseMetaData.typePredBasic),
            row(
                "TIMESTAMP",
                Types.TIMESTAMP,
                29,
                "TIMESTAMP '",
                "'",
                "precision",
                DatabaseMetaData.typePredBasic),
            row("ARRAY", Types.ARRAY, 0, "ARRAY[", "]", null, DatabaseMetaData.typePredNone))
        .sorted(Comparator.comparing(row -> (Integer) row.get(1)))
        .toList();
  }

  private static List<@Nullable Object> text(String name, int type) {
    return row(name, type, 0, "'", "'", "length", DatabaseMetaData.typeSearchable);
  }

  private static List<@Nullable Object> number(String name, int type, int precision, int scale) {
    List<@Nullable Object> row =
        row(
            name,
            type,
            precision,
            null,
            null,
            scale > 0 ? "precision,scale" : null,
            DatabaseMetaData.typePredBasic);
    row.set(14, (short) scale);
    row.set(17, 10);
    return row;
  }

  private static List<@Nullable Object> row(
      String name,
      int type,
      int precision,
      @Nullable String prefix,
      @Nullable String suffix,
      @Nullable String parameters,
      int searchable) {
    return Arrays.asList(
        name,
        type,
        precision,
        prefix,
        suffix,
        parameters,
        (short) DatabaseMetaData.typeNullable,
        type == Types.VARCHAR || type == Types.CHAR,
        (short) searchable,
        false,
        false,
        false,
        null,
        (short) 0,
        (short) 0,
        null,
        null,
        null);
  }
}
