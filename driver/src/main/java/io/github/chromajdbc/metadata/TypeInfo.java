package io.github.chromajdbc.metadata;

import io.github.chromajdbc.convert.JavaClasses;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of {@link DatabaseMetaData#getTypeInfo}, ordered by DATA_TYPE. */
final class TypeInfo {
  private static final int BASIC = DatabaseMetaData.typePredBasic;
  private static final int UNBOUNDED = JavaClasses.UNBOUNDED;

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
            row("BOOLEAN", Types.BOOLEAN, 1, null, null, null, BASIC),
            text("VARCHAR", Types.VARCHAR),
            text("CHAR", Types.CHAR),
            row("VARBINARY", Types.VARBINARY, UNBOUNDED, "X'", "'", "length", BASIC),
            row("DATE", Types.DATE, 10, "DATE '", "'", null, BASIC),
            scaled(row("TIME", Types.TIME, 18, "TIME '", "'", "precision", BASIC), 0, 3, null),
            scaled(
                row("TIMESTAMP", Types.TIMESTAMP, 29, "TIMESTAMP '", "'", "precision", BASIC),
                0,
                3,
                null),
            array("VARCHAR ARRAY"),
            array("BIGINT ARRAY"),
            array("DOUBLE ARRAY"),
            array("BOOLEAN ARRAY"),
            array("REAL ARRAY"))
        .sorted(Comparator.comparing(row -> (Integer) row.get(1)))
        .toList();
  }

  private static List<@Nullable Object> text(String name, int type) {
    return row(name, type, UNBOUNDED, "'", "'", "length", DatabaseMetaData.typeSearchable);
  }

  private static List<@Nullable Object> array(String name) {
    return row(name, Types.ARRAY, 0, "ARRAY[", "]", null, DatabaseMetaData.typePredNone);
  }

  private static List<@Nullable Object> number(String name, int type, int precision, int scale) {
    return scaled(
        row(name, type, precision, null, null, scale > 0 ? "precision,scale" : null, BASIC),
        0,
        scale,
        10);
  }

  private static List<@Nullable Object> scaled(
      List<@Nullable Object> row, int least, int most, @Nullable Integer radix) {
    row.set(13, (short) least);
    row.set(14, (short) most);
    row.set(17, radix);
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
        !JavaClasses.isSigned(type),
        false,
        false,
        name,
        null,
        null,
        null,
        null,
        null);
  }
}
