package io.github.chromajdbc.connection;

import io.github.chromajdbc.calcite.statement.TypeDescription;
import io.github.chromajdbc.convert.Conversions;
import io.github.chromajdbc.convert.ParameterConversion;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.failure.SqlFailure;
import io.github.chromajdbc.result.ChromaArray;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes arrays for {@code createArrayOf}: members of the type named, or an error. */
final class ArrayTypes {
  private ArrayTypes() {}

  /**
   * An array of values.
   *
   * @param typeName of a member, in any case
   * @throws SQLException HY024 for null, 0A000 for a type that no array has, 22xxx for a member
   */
  static Array create(
      @Nullable String typeName, @Nullable Object @Nullable [] members, Conversions conversions)
      throws SQLException {
    if (typeName == null || members == null) {
      throw SqlFailure.of(
          ChromaError.INVALID_ARGUMENT,
          "An array needs the name of its members' type, and members");
    }
    TypeDescription element = element(typeName.strip().toUpperCase(Locale.ROOT));
    ParameterConversion conversion = new ParameterConversion(conversions);
    List<@Nullable Object> values = new ArrayList<>(members.length);
    for (Object member : members) {
      values.add(member == null ? null : conversion.toType(member, element.jdbcType(), -1));
    }
    boolean isVector = element.jdbcType() == Types.REAL && !values.contains(null);
    return new ChromaArray(
        element,
        isVector ? conversions.to(values, element, float[].class) : Arrays.asList(values.toArray()),
        conversions);
  }

  private static TypeDescription element(String name) throws SQLException {
    return switch (name) {
      case "REAL", "FLOAT4" -> type(Types.REAL, "REAL", 7);
      case "DOUBLE", "FLOAT", "FLOAT8", "DOUBLE PRECISION" -> type(Types.DOUBLE, "DOUBLE", 15);
      case "BIGINT", "INT8", "LONG" -> type(Types.BIGINT, "BIGINT", 19);
      case "INTEGER", "INT", "INT4" -> type(Types.INTEGER, "INTEGER", 10);
      case "SMALLINT" -> type(Types.SMALLINT, "SMALLINT", 5);
      case "TINYINT" -> type(Types.TINYINT, "TINYINT", 3);
      case "DECIMAL", "NUMERIC" -> type(Types.DECIMAL, "DECIMAL", 38);
      case "BOOLEAN", "BOOL", "BIT" -> type(Types.BOOLEAN, "BOOLEAN", 1);
      case "VARCHAR", "CHAR", "TEXT", "STRING" -> type(Types.VARCHAR, "VARCHAR", 0);
      case "DATE" -> type(Types.DATE, "DATE", 10);
      case "TIME" -> type(Types.TIME, "TIME", 8);
      case "TIMESTAMP" -> type(Types.TIMESTAMP, "TIMESTAMP", 29);
      default ->
          throw SqlFailure.notSupported(
              "There is no array of "
                  + name
                  + ": use REAL, DOUBLE, BIGINT, INTEGER, DECIMAL, BOOLEAN, VARCHAR, DATE, TIME or TIMESTAMP");
    };
  }

  private static TypeDescription type(int jdbcType, String name, int precision) {
    return new TypeDescription(jdbcType, name, precision, 0, true, null);
  }
}
