package io.github.chromajdbc.result;

import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.NearestName;
import io.github.chromajdbc.failure.SqlFailure;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds columns by label: the exact label wins, else the first that matches ignoring case, as JDBC
 * has it.
 */
final class ColumnNames {
  private final List<String> labels;
  private final Map<String, Integer> exact = new HashMap<>();
  private final Map<String, Integer> ignoringCase = new HashMap<>();

  ColumnNames(List<ColumnDescription> columns) {
    labels = columns.stream().map(ColumnDescription::label).toList();
    for (int index = 0; index < labels.size(); index++) {
      exact.putIfAbsent(labels.get(index), index + 1);
      ignoringCase.putIfAbsent(labels.get(index).toLowerCase(Locale.ROOT), index + 1);
    }
  }

  /**
   * The 1-based index.
   *
   * @throws SQLException 42S22 with the nearest label
   */
  int find(@Nullable String label) throws SQLException {
    String wanted = String.valueOf(label);
    Integer index = exact.get(wanted);
    if (index == null) {
      index = ignoringCase.get(wanted.toLowerCase(Locale.ROOT));
    }
    if (index == null) {
      throw SqlFailure.of(
          ChromaError.RESULT_COLUMN_NOT_FOUND, wanted, NearestName.hint(wanted, labels));
    }
    return index;
  }
}
