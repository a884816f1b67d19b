package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaWarning;
import io.github.chromajdbc.error.NearestName;
import java.util.List;
import java.util.Map;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A metadata key that a statement names and its collection is not known to have. */
record UnknownKey(TableReference reference, String key) {

  /**
   * The key that made validation fail, or null when something else did.
   *
   * @throws io.github.chromajdbc.error.ChromaException 42702 when several tables could be meant
   */
  static @Nullable UnknownKey find(CalciteContextException failure, StatementRewriter rewriter) {
    MissingColumn missing = MissingColumn.of(failure);
    if (missing == null || !missing.column().startsWith(TableColumn.METADATA_PREFIX)) {
      return null;
    }
    NameScope scope = scopeAt(failure, rewriter.metadataPaths());
    if (scope == null) {
      return null;
    }
    TableReference reference =
        missing.table() == null
            ? onlyReference(scope, missing.column())
            : referenceOf(scope.item(missing.table()));
    if (reference == null || reference.layout().column(missing.column()) != null) {
      return null;
    }
    return new UnknownKey(
        reference, missing.column().substring(TableColumn.METADATA_PREFIX.length()));
  }

  private static @Nullable NameScope scopeAt(
      CalciteContextException failure, Map<SqlParserPos, NameScope> paths) {
    for (Map.Entry<SqlParserPos, NameScope> path : paths.entrySet()) {
      if (path.getKey().getLineNum() == failure.getPosLine()
          && path.getKey().getColumnNum() == failure.getPosColumn()) {
        return path.getValue();
      }
    }
    return null;
  }

  private static @Nullable TableReference referenceOf(NameScope.@Nullable Item item) {
    return item == null ? null : item.reference();
  }

  /** The one collection of the innermost SELECT that reads any. */
  private static @Nullable TableReference onlyReference(NameScope from, String column) {
    for (NameScope scope = from; scope != null; scope = scope.outer()) {
      List<TableReference> references =
          scope.items().stream()
              .map(NameScope.Item::reference)
              .filter(java.util.Objects::nonNull)
              .map(java.util.Objects::requireNonNull)
              .toList();
      if (references.size() > 1) {
        throw ChromaError.COLUMN_AMBIGUOUS.exception(column);
      }
      if (references.size() == 1) {
        return references.get(0);
      }
    }
    return null;
  }

  ChromaWarning warning() {
    List<String> known =
        reference.known().columns().stream()
            .map(TableColumn::key)
            .filter(java.util.Objects::nonNull)
            .map(java.util.Objects::requireNonNull)
            .toList();
    return ChromaError.UNKNOWN_KEY.warning(
        reference.collection().name(), key, NearestName.hint(key, known));
  }
}
