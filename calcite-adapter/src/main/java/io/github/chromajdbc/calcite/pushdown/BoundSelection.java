package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.client.RecordFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of one run, ready for requests.
 *
 * @param nothing whether no record can match: no request is sent then
 * @param ids the only ids that can match, distinct; null for no restriction
 * @param where null for none
 * @param whereDocument null for none
 */
public record BoundSelection(
    boolean nothing,
    @Nullable List<String> ids,
    @Nullable RecordFilter where,
    @Nullable RecordFilter whereDocument) {

  static final BoundSelection NOTHING = new BoundSelection(true, null, null, null);

  /** The records with these ids. */
  public static BoundSelection ofIds(List<String> ids) {
    return new BoundSelection(ids.isEmpty(), ids, null, null);
  }

  /** Whether every record matches. */
  public boolean everything() {
    return !nothing && ids == null && where == null && whereDocument == null;
  }
}
