package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import io.github.chromajdbc.error.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What Calcite's validator finds wrong, in the driver's own errors. */
final class ValidationErrors {
  private ValidationErrors() {}

  static ChromaException explain(CalciteContextException failure, StatementRewriter rewriter) {
    MissingColumn missing = MissingColumn.of(failure);
    if (missing != null) {
      List<String> known =
          Stream.concat(
                  rewriter.references().stream()
                      .flatMap(reference -> reference.known().columns().stream())
                      .map(TableColumn::name),
                  rewriter.views().stream()
                      .flatMap(view -> view.rowType().getFieldNames().stream()))
              .distinct()
              .toList();
      return ChromaError.COLUMN_NOT_FOUND.causedBy(
          failure, missing.column() + at(failure), suggestion(missing.column(), known));
    }
    Throwable cause = failure.getCause();
    String message = String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
    if (message.matches("Column '.*' is ambiguous")) {
      return ChromaError.COLUMN_AMBIGUOUS.causedBy(
          failure,
          message.substring("Column ".length(), message.length() - " is ambiguous".length()));
    }
    if (message.endsWith("must be a literal")) {
      return ChromaError.NOT_SUPPORTED.causedBy(
          failure, message + at(failure) + ": write its value into the statement");
    }
    ChromaError error =
        message.startsWith("Cannot apply") || message.startsWith("Values passed to")
            ? ChromaError.TYPE_MISMATCH
            : ChromaError.INVALID_STATEMENT;
    return error.causedBy(
        failure, message.replace("table#", "table ").replace("view#", "view ") + at(failure));
  }

  private static String suggestion(String column, List<String> known) {
    if (known.contains(TableColumn.METADATA_PREFIX + column)) {
      return " Metadata is named with its prefix: metadata." + column;
    }
    if (column.startsWith(TableColumn.METADATA_PREFIX)
        && known.contains(column.substring(TableColumn.METADATA_PREFIX.length()))) {
      return " A view's columns have their own names: "
          + column.substring(TableColumn.METADATA_PREFIX.length());
    }
    String hint = NearestName.hint(column, known);
    if (!hint.isEmpty()) {
      return hint;
    }
    String key =
        NearestName.of(
            column,
            known.stream()
                .filter(name -> name.startsWith(TableColumn.METADATA_PREFIX))
                .map(name -> name.substring(TableColumn.METADATA_PREFIX.length()))
                .toList());
    return key == null ? "" : " Did you mean '" + TableColumn.METADATA_PREFIX + key + "'?";
  }

  private static String at(CalciteContextException failure) {
    return failure.getPosLine() == 0 ? "" : at(failure.getPosLine(), failure.getPosColumn());
  }

  /** Where a part of a statement stands, with a space before. */
  static String at(SqlNode node) {
    SqlParserPos position = node.getParserPosition();
    return at(position.getLineNum(), position.getColumnNum());
  }

  private static String at(int line, int column) {
    return String.format(Locale.ROOT, " (line %d, column %d)", line, column);
  }
}
