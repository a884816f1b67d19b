package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.client.StoreAbilities;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Of the conjuncts that a server could evaluate, those that the quotas of its service let one
 * request ask for; the others remain for the driver. {@link ConditionSize.Kind} says which come
 * first; of conjuncts of one kind, those that stand first do.
 */
final class PushedWithinQuota {
  private final StoreAbilities abilities;
  private final Set<Condition> asked = new HashSet<>();
  private int left;

  private PushedWithinQuota(List<Condition> before, StoreAbilities abilities) {
    this.abilities = abilities;
    before.forEach(condition -> asked.addAll(parts(condition)));
    left = abilities.quotas().maxPredicates();
    left -= ConditionSize.predicates(before, abilities.index());
  }

  /**
   * The same conjuncts, in their order, some of them pushed in part or not at all.
   *
   * @param before what the request has already
   */
  static List<Pushed> of(List<Pushed> pushed, List<Condition> before, StoreAbilities abilities) {
    if (abilities.quotas().anyPredicates()) {
      return pushed;
    }
    PushedWithinQuota quota = new PushedWithinQuota(before, abilities);
    List<Pushed> kept = new ArrayList<>(pushed);
    List<Integer> bestFirst =
        IntStream.range(0, pushed.size())
            .boxed()
            .filter(i -> pushed.get(i).condition() != null)
            .sorted(Comparator.comparing(i -> quota.kind(pushed.get(i))))
            .toList();
    for (int i : bestFirst) {
      kept.set(i, quota.fitting(pushed.get(i)));
    }
    return kept;
  }

  private ConditionSize.Kind kind(Pushed pushed) {
    Condition condition = Objects.requireNonNull(pushed.condition());
    return ConditionSize.of(condition, abilities.index()).kind();
  }

  private static List<Condition> parts(Condition condition) {
    return condition instanceof Condition.And and && !and.children().isEmpty()
        ? and.children()
        : List.of(condition);
  }

  private Pushed fitting(Pushed pushed) {
    List<Condition> fitting = new ArrayList<>();
    String reason = "";
    for (Condition part : parts(Objects.requireNonNull(pushed.condition()))) {
      ConditionSize size = ConditionSize.of(part, abilities.index());
      if (asked.contains(part)) {
        continue;
      }
      if (size.longestKey() > abilities.quotas().maxKeyBytes()) {
        reason =
            "the server takes no key of more than " + abilities.quotas().maxKeyBytes() + " bytes";
      } else if (size.predicates() > left) {
        reason =
            "the server takes no more than "
                + abilities.quotas().maxPredicates()
                + " comparisons in a request";
      } else {
        fitting.add(part);
        asked.add(part);
        left -= size.predicates();
      }
    }
    if (reason.isEmpty()) {
      return pushed;
    }
    return switch (fitting.size()) {
      case 0 -> Pushed.nothing(reason);
      case 1 -> Pushed.atLeast(fitting.get(0), reason);
      default -> Pushed.atLeast(new Condition.And(fitting), reason);
    };
  }
}
