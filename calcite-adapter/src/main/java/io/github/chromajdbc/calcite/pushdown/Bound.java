package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.client.RecordFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition with its operands bound: everything passes, nothing does, or what a filter says.
 *
 * @param filter null unless the kind is FILTERED
 */
record Bound(Kind kind, @Nullable RecordFilter filter) {
  static final Bound EVERYTHING = new Bound(Kind.EVERYTHING, null);
  static final Bound NOTHING = new Bound(Kind.NOTHING, null);

  enum Kind {
    EVERYTHING,
    NOTHING,
    FILTERED
  }

  static Bound of(RecordFilter filter) {
    return new Bound(Kind.FILTERED, filter);
  }

  /** What must all hold. */
  List<Bound> conjuncts() {
    return filter instanceof RecordFilter.And all
        ? all.children().stream().map(Bound::of).toList()
        : List.of(this);
  }

  /** Whether it may stand in {@code where_document}: it is about documents, and about no key. */
  boolean isOfDocuments() {
    return filter != null && isOfDocuments(filter);
  }

  private static boolean isOfDocuments(RecordFilter filter) {
    if (filter instanceof RecordFilter.And and) {
      return and.children().stream().allMatch(Bound::isOfDocuments);
    }
    if (filter instanceof RecordFilter.Or or) {
      return or.children().stream().allMatch(Bound::isOfDocuments);
    }
    return filter instanceof RecordFilter.DocumentContains
        || filter instanceof RecordFilter.DocumentMatches;
  }

  /** All hold. */
  static Bound and(List<Bound> children) {
    List<RecordFilter> filters = new ArrayList<>();
    for (Bound child : children) {
      if (child.kind == Kind.NOTHING) {
        return NOTHING;
      }
      if (child.filter instanceof RecordFilter.And nested) {
        filters.addAll(nested.children());
      } else if (child.filter != null) {
        filters.add(child.filter);
      }
    }
    return switch (filters.size()) {
      case 0 -> EVERYTHING;
      case 1 -> of(filters.get(0));
      default -> of(new RecordFilter.And(filters));
    };
  }

  /** One holds. */
  static Bound or(List<Bound> children) {
    List<RecordFilter> filters = new ArrayList<>();
    for (Bound child : children) {
      if (child.kind == Kind.EVERYTHING) {
        return EVERYTHING;
      }
      if (child.filter instanceof RecordFilter.Or nested) {
        filters.addAll(nested.children());
      } else if (child.filter != null) {
        filters.add(child.filter);
      }
    }
    return switch (filters.size()) {
      case 0 -> NOTHING;
      case 1 -> of(filters.get(0));
      default -> of(new RecordFilter.Or(filters));
    };
  }
}
