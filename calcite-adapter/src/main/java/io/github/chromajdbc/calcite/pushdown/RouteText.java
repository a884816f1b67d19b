package io.github.chromajdbc.calcite.pushdown;

import java.util.List;
import java.util.stream.Collectors;

/** Route conditions as EXPLAIN shows them; conditions that differ have different texts. */
public final class RouteText {
  private RouteText() {}

  /** The text of conjuncts. */
  public static String of(List<RouteCondition> conditions) {
    return conditions.stream().map(RouteText::of).collect(Collectors.joining(" AND "));
  }

  private static String of(RouteCondition condition) {
    if (condition instanceof RouteCondition.And and) {
      return "(" + of(and.children()) + ")";
    }
    if (condition instanceof RouteCondition.Or or) {
      return or.children().stream()
          .map(RouteText::of)
          .collect(Collectors.joining(" OR ", "(", ")"));
    }
    if (condition instanceof RouteCondition.Comparison comparison) {
      return subject(comparison.subject())
          + " "
          + comparison.operator()
          + " "
          + ConditionText.of(comparison.operand());
    }
    if (condition instanceof RouteCondition.Membership membership) {
      return subject(membership.subject())
          + (membership.negated() ? " NOT IN " : " IN ")
          + membership.operands().stream()
              .map(ConditionText::of)
              .collect(Collectors.joining(", ", "(", ")"));
    }
    if (condition instanceof RouteCondition.NullTest test) {
      return subject(test.subject()) + (test.wantNull() ? " IS NULL" : " IS NOT NULL");
    }
    return condition instanceof RouteCondition.Never ? "FALSE" : "TRUE";
  }

  private static String subject(RouteCondition.Subject subject) {
    String name = subject.key() == null ? "_collection" : "metadata." + subject.key();
    return switch (subject.reading()) {
      case AS_IT_IS -> name;
      case NUMBER -> "number of " + name;
      case TRUTH -> "truth of " + name;
    };
  }
}
