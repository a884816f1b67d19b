package io.github.chromajdbc.metadata;

import io.github.chromajdbc.calcite.statement.FunctionDescription;
import io.github.chromajdbc.calcite.statement.FunctionDescription.Parameter;
import io.github.chromajdbc.calcite.statement.TypeDescription;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code getFunctions} and {@code getFunctionColumns}. Functions belong to no catalog
 * and no schema.
 */
final class FunctionRows {
  private FunctionRows() {}

  static List<@Nullable Object> function(FunctionDescription function) {
    return Arrays.asList(
        null,
        null,
        function.name(),
        function.remarks(),
        (short) DatabaseMetaData.functionNoTable,
        function.name());
  }

  /** The result at position 0, then what the function takes. */
  static List<List<@Nullable Object>> columns(FunctionDescription function, NamePattern wanted) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    if (wanted.matches("")) {
      rows.add(column(function, "", DatabaseMetaData.functionReturn, function.result(), 0));
    }
    int position = 0;
    for (Parameter parameter : function.parameters()) {
      position++;
      if (wanted.matches(parameter.name())) {
        rows.add(
            column(
                function,
                parameter.name(),
                DatabaseMetaData.functionColumnIn,
                parameter.type(),
                position));
      }
    }
    return rows;
  }

  private static List<@Nullable Object> column(
      FunctionDescription function, String name, int kind, TypeDescription type, int position) {
    Integer digits = ColumnRows.decimalDigits(type);
    Integer radix = ColumnRows.radix(type);
    return Arrays.asList(
        null,
        null,
        function.name(),
        name,
        (short) kind,
        type.jdbcType(),
        type.name(),
        ColumnRows.size(type),
        null,
        digits == null ? null : digits.shortValue(),
        radix == null ? null : radix.shortValue(),
        (short) DatabaseMetaData.functionNullable,
        "",
        ColumnRows.octets(type),
        position,
        "YES",
        function.name());
  }
}
