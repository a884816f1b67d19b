package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.error.ChromaException;
import org.apache.calcite.rel.type.RelDataType;

/**
 * One mention of a view in a FROM.
 *
 * @param position of the mention among those of tables in the statement, 0-based
 * @param view its description
 * @param query what stands in its place, whose mentions have the positions after this one
 * @param rowType the view's columns
 */
public record ViewReference(
    int position, CollectionInfo view, ValidatedQuery query, RelDataType rowType) {

  /** The name under which the statement's schema holds it. */
  public String schemaName() {
    return "view#" + position;
  }

  /** Whether what went wrong is in a view's query, and not on the way to the server. */
  public static boolean isToBlameFor(ChromaException e) {
    String state = e.error().sqlState();
    return state.startsWith("42") || state.startsWith("22") || state.startsWith("0A");
  }
}
