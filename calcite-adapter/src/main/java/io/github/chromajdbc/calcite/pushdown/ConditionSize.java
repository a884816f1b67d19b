package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.client.MetadataIndex;
import io.github.chromajdbc.client.RecordFilter.Operator;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a condition costs a service that has quotas.
 *
 * @param predicates how many comparisons its filter has at most, whatever its operands turn out to
 *     be: nested ones included, a list as one
 * @param longestKey bytes of its longest metadata key, in UTF-8
 * @param kind what it is worth
 */
public record ConditionSize(int predicates, int longestKey, Kind kind) {

  /** Kinds of conditions, those first that leave the fewest records. */
  enum Kind {
    EQUALITY,
    COMPARISON,
    TEXT,
    ALTERNATIVES,
    EXCLUSION
  }

  /** How many comparisons the conditions have together, at most. */
  public static int predicates(List<Condition> conditions, MetadataIndex index) {
    return conditions.stream().mapToInt(condition -> of(condition, index).predicates()).sum();
  }

  static ConditionSize of(Condition condition, MetadataIndex index) {
    return condition.accept(new Measure(index.isDistributed()));
  }

  private record Measure(boolean distributed) implements Condition.Visitor<ConditionSize> {

    private static ConditionSize of(String key, int predicates, Kind kind) {
      return new ConditionSize(predicates, key.getBytes(StandardCharsets.UTF_8).length, kind);
    }

    private static ConditionSize ofDocument(int predicates, Kind kind) {
      return new ConditionSize(predicates, 0, kind);
    }

    private ConditionSize together(List<Condition> children, Kind kind) {
      int predicates = 0;
      int longestKey = 0;
      for (Condition child : children) {
        ConditionSize size = child.accept(this);
        predicates += size.predicates;
        longestKey = Math.max(longestKey, size.longestKey);
      }
      return new ConditionSize(predicates, longestKey, kind);
    }

    @Override
    public ConditionSize visit(Condition.And condition) {
      return together(condition.children(), Kind.COMPARISON);
    }

    @Override
    public ConditionSize visit(Condition.Or condition) {
      return together(condition.children(), Kind.ALTERNATIVES);
    }

    @Override
    public ConditionSize visit(Condition.NumberComparison condition) {
      Operator operator = condition.operator();
      return of(
          condition.key(),
          distributed && (operator == Operator.LESS || operator == Operator.LESS_OR_EQUAL)
              ? 3 // negative numbers besides
              : operator == Operator.NOT_EQUAL ? 3 : 2,
          switch (operator) {
            case EQUAL -> Kind.EQUALITY;
            case NOT_EQUAL -> Kind.EXCLUSION;
            case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL -> Kind.COMPARISON;
          });
    }

    @Override
    public ConditionSize visit(Condition.TimeComparison condition) {
      return of(condition.key(), distributed ? 3 : 1, Kind.COMPARISON);
    }

    @Override
    public ConditionSize visit(Condition.NumberMembership condition) {
      // Whole numbers, large ones, fractions, the whole numbers next to those; that one is there.
      int predicates = distributed ? 2 : condition.negated() ? 6 : 4;
      return of(condition.key(), predicates, condition.negated() ? Kind.EXCLUSION : Kind.EQUALITY);
    }

    @Override
    public ConditionSize visit(Condition.NumberPresent condition) {
      return of(condition.key(), 2, Kind.EXCLUSION);
    }

    @Override
    public ConditionSize visit(Condition.TextMembership condition) {
      return of(condition.key(), 1, condition.negated() ? Kind.EXCLUSION : Kind.EQUALITY);
    }

    @Override
    public ConditionSize visit(Condition.MixedMembership condition) {
      return of(condition.key(), 4, Kind.EQUALITY); // a list for each kind of value
    }

    @Override
    public ConditionSize visit(Condition.Truth condition) {
      int values = condition.whenTrue() == condition.absent() ? 0 : 1;
      return of(
          condition.key(),
          condition.whenFalse() == condition.absent() ? values : values + 1,
          condition.absent() ? Kind.EXCLUSION : Kind.COMPARISON);
    }

    @Override
    public ConditionSize visit(Condition.TruthComparison condition) {
      return of(condition.key(), 1, Kind.COMPARISON);
    }

    @Override
    public ConditionSize visit(Condition.ArrayHolds condition) {
      return of(condition.key(), 1, Kind.EQUALITY);
    }

    @Override
    public ConditionSize visit(Condition.DocumentPresent condition) {
      return ofDocument(1, Kind.EXCLUSION);
    }

    @Override
    public ConditionSize visit(Condition.DocumentText condition) {
      return condition.negated() ? ofDocument(2, Kind.EXCLUSION) : ofDocument(1, Kind.TEXT);
    }

    @Override
    public ConditionSize visit(Condition.IdAmong condition) {
      return ofDocument(0, Kind.EQUALITY);
    }

    @Override
    public ConditionSize visit(Condition.Never condition) {
      return ofDocument(0, Kind.EQUALITY);
    }
  }
}
