package io.github.chromajdbc.calcite.plan.group;

import io.github.chromajdbc.calcite.rel.BoundedSort;
import io.github.chromajdbc.calcite.rel.ChromaRead;
import io.github.chromajdbc.calcite.rel.EachCollection;
import io.github.chromajdbc.calcite.rel.RelInputs;
import java.util.Objects;
import org.apache.calcite.adapter.enumerable.EnumerableAggregate;
import org.apache.calcite.adapter.enumerable.EnumerableLimit;
import org.apache.calcite.adapter.enumerable.EnumerableSort;
import org.apache.calcite.rel.RelNode;

/**
 * Sorts with a LIMIT keep few rows; and what can be aggregated or sorted collection by collection
 * of a routed table is, and merged then. Joins whose keys restrict a read keep it in one: the keys
 * decide where it is sent.
 */
public final class CollectionwisePlans {
  private CollectionwisePlans() {}

  public static RelNode in(RelNode rel) {
    if (rel instanceof EnumerableLimit limit
        && limit.fetch != null
        && limit.getInput() instanceof EnumerableSort sort) {
      BoundedSort bounded =
          BoundedSort.of(
              limit.getTraitSet(),
              in(sort.getInput()),
              sort.getCollation(),
              limit.offset,
              limit.fetch);
      return Objects.requireNonNullElse(EachCollection.sorted(bounded), bounded);
    }
    RelNode made = RelInputs.rewritten(rel, CollectionwisePlans::in);
    if (made instanceof EnumerableSort sort) {
      return Objects.requireNonNullElse(EachCollection.sorted(sort), made);
    }
    if (made instanceof EnumerableAggregate aggregate) {
      ChromaRead read = EachCollection.routedRead(aggregate.getInput());
      RelNode merged = read == null ? null : PartialAggregate.merged(aggregate, read);
      return merged == null ? made : merged;
    }
    return made;
  }
}
