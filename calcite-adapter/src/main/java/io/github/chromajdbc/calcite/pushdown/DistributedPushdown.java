package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.client.StoreAbilities;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of a condition on a distributed Chroma, which finds less, or more, than a single
 * node ({@link io.github.chromajdbc.client.MetadataIndex}). Strings, booleans and ids it compares
 * exactly.
 *
 * <p>Traps: a negation leaves out what the positive condition finds too much of, so none of those
 * is asked. {@code $contains ""} and a text of less than three characters find nothing in records
 * that are indexed, so whether a document is there cannot be asked.
 */
final class DistributedPushdown implements Condition.Visitor<Pushed> {
  private static final String BITS =
      "a distributed Chroma indexes whole numbers by 32 bits and fractions as floats";
  private static final String RANGES =
      "a distributed Chroma indexes whole numbers by 32 bits, so a range may miss some;"
          + " smallIntegers=true promises that none has more";
  private static final String EXCLUDES = "a distributed Chroma may exclude too many";
  private static final String PRESENT = "a distributed Chroma cannot tell whether a value is there";
  private static final String ELEMENTS = "a distributed Chroma compares arrays by their elements";
  private static final String TEXTS =
      "a distributed Chroma finds texts by three characters at a time";
  private static final String TOO_LONG = "the text is longer than the server looks for";

  private final StoreAbilities abilities;

  DistributedPushdown(StoreAbilities abilities) {
    this.abilities = abilities;
  }

  private Pushed range(Condition condition, Operand operand) {
    return switch (abilities.index()) {
      case DISTRIBUTED_SMALL_INTEGERS -> unlessEverything(condition, List.of(operand), BITS);
      case DISTRIBUTED, SINGLE_NODE -> Pushed.nothing(RANGES);
    };
  }

  /** A condition whose filter would let everything through is not asked, where that is known. */
  private Pushed unlessEverything(Condition condition, List<Operand> operands, String reason) {
    if (operands.stream().allMatch(Operand.Constant.class::isInstance)) {
      Bound bound = ConditionBinder.bound(condition, new Object[0], ZoneOffset.UTC, abilities);
      if (bound.kind() == Bound.Kind.EVERYTHING) {
        return Pushed.nothing(reason);
      }
    }
    return Pushed.atLeast(condition, reason);
  }

  @Override
  public Pushed visit(Condition.And condition) {
    Condition listed = ListedRange.of(condition);
    if (listed != null) {
      return Pushed.atLeast(listed, BITS);
    }
    List<Condition> children = new ArrayList<>();
    String reason = "";
    for (Condition child : condition.children()) {
      Pushed pushed = child.accept(this);
      if (pushed.condition() != null) {
        children.add(pushed.condition());
      }
      if (!pushed.exact()) {
        reason = pushed.reason();
      }
    }
    if (children.isEmpty() && !reason.isEmpty()) {
      return Pushed.nothing(reason);
    }
    Condition all = children.size() == 1 ? children.get(0) : new Condition.And(children);
    return new Pushed(all, reason.isEmpty(), reason);
  }

  @Override
  public Pushed visit(Condition.Or condition) {
    List<Condition> children = new ArrayList<>();
    String reason = "";
    for (Condition child : condition.children()) {
      Pushed pushed = child.accept(this);
      if (pushed.condition() == null) {
        return pushed;
      }
      children.add(pushed.condition());
      if (!pushed.exact()) {
        reason = pushed.reason();
      }
    }
    return new Pushed(new Condition.Or(children), reason.isEmpty(), reason);
  }

  @Override
  public Pushed visit(Condition.NumberComparison condition) {
    return switch (condition.operator()) {
      case EQUAL -> unlessEverything(condition, List.of(condition.operand()), BITS);
      case NOT_EQUAL -> Pushed.nothing(EXCLUDES);
      case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL -> range(condition, condition.operand());
    };
  }

  @Override
  public Pushed visit(Condition.TimeComparison condition) {
    return range(condition, condition.operand());
  }

  @Override
  public Pushed visit(Condition.NumberMembership condition) {
    return condition.negated()
        ? Pushed.nothing(EXCLUDES)
        : unlessEverything(condition, condition.operands(), BITS);
  }

  @Override
  public Pushed visit(Condition.NumberPresent condition) {
    return Pushed.nothing(PRESENT);
  }

  @Override
  public Pushed visit(Condition.TextMembership condition) {
    return Pushed.exactly(condition);
  }

  @Override
  public Pushed visit(Condition.MixedMembership condition) {
    return Pushed.atLeast(condition, ELEMENTS);
  }

  @Override
  public Pushed visit(Condition.Truth condition) {
    return Pushed.exactly(condition);
  }

  @Override
  public Pushed visit(Condition.TruthComparison condition) {
    return Pushed.exactly(condition);
  }

  @Override
  public Pushed visit(Condition.ArrayHolds condition) {
    return Pushed.atLeast(condition, ELEMENTS);
  }

  @Override
  public Pushed visit(Condition.DocumentPresent condition) {
    return Pushed.nothing(PRESENT);
  }

  @Override
  public Pushed visit(Condition.DocumentText condition) {
    if (condition.negated()) {
      return Pushed.nothing(EXCLUDES);
    }
    Pushed pushed = unlessEverything(condition, condition.operands(), TEXTS);
    return pushed.condition() == null ? Pushed.nothing(TEXTS + ", or " + TOO_LONG) : pushed;
  }

  @Override
  public Pushed visit(Condition.IdAmong condition) {
    return Pushed.exactly(condition);
  }

  @Override
  public Pushed visit(Condition.Never condition) {
    return Pushed.exactly(condition);
  }
}
