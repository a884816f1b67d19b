package io.github.chromajdbc.calcite.pushdown;

import java.util.List;

/**
 * Whether a condition treats an array under its keys as if the key were absent. Chroma does that in
 * every positive comparison; negations and tests for presence would answer wrongly if a key that
 * was taken for a scalar one held arrays.
 */
public final class ScalarsOnly implements Condition.Visitor<Boolean> {
  private static final ScalarsOnly INSTANCE = new ScalarsOnly();

  private ScalarsOnly() {}

  /** Whether all these conditions do. */
  public static boolean hold(List<Condition> conditions) {
    return conditions.stream().allMatch(condition -> condition.accept(INSTANCE));
  }

  @Override
  public Boolean visit(Condition.And condition) {
    return hold(condition.children());
  }

  @Override
  public Boolean visit(Condition.Or condition) {
    return hold(condition.children());
  }

  @Override
  public Boolean visit(Condition.NumberComparison condition) {
    return switch (condition.operator()) {
      case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
      default -> false;
    };
  }

  @Override
  public Boolean visit(Condition.TimeComparison condition) {
    return true;
  }

  @Override
  public Boolean visit(Condition.NumberMembership condition) {
    return !condition.negated();
  }

  @Override
  public Boolean visit(Condition.NumberPresent condition) {
    return false;
  }

  @Override
  public Boolean visit(Condition.TextMembership condition) {
    return !condition.negated();
  }

  @Override
  public Boolean visit(Condition.MixedMembership condition) {
    return false;
  }

  @Override
  public Boolean visit(Condition.Truth condition) {
    return !condition.absent() && condition.whenTrue() != condition.whenFalse();
  }

  @Override
  public Boolean visit(Condition.TruthComparison condition) {
    return !condition.negated();
  }

  @Override
  public Boolean visit(Condition.ArrayHolds condition) {
    return false;
  }

  @Override
  public Boolean visit(Condition.DocumentPresent condition) {
    return true;
  }

  @Override
  public Boolean visit(Condition.DocumentText condition) {
    return true;
  }

  @Override
  public Boolean visit(Condition.IdAmong condition) {
    return true;
  }

  @Override
  public Boolean visit(Condition.Never condition) {
    return true;
  }
}
