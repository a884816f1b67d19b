package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.catalog.TableLayout;
import io.github.chromajdbc.client.CollectionInfo;
import java.util.List;

/**
 * One mention of a collection in a FROM.
 *
 * @param position of the mention among those of the statement, 0-based
 * @param known the columns the collection is known to have
 * @param statementKeys columns for keys that nobody knows but the statement
 */
public record TableReference(
    int position, CollectionInfo collection, TableLayout known, List<TableColumn> statementKeys) {

  public TableReference {
    statementKeys = List.copyOf(statementKeys);
  }

  /** The name under which the statement's schema holds it. */
  String schemaName() {
    return "table#" + position;
  }

  /** All columns. */
  public TableLayout layout() {
    return statementKeys.isEmpty() ? known : known.withStatementKeys(statementKeys);
  }
}
