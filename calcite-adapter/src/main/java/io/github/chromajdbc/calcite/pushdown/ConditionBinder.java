package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.calcite.function.RegularExpressions;
import io.github.chromajdbc.client.RecordFilter;
import io.github.chromajdbc.client.RecordFilter.ArrayContains;
import io.github.chromajdbc.client.RecordFilter.Compare;
import io.github.chromajdbc.client.RecordFilter.DocumentContains;
import io.github.chromajdbc.client.RecordFilter.DocumentMatches;
import io.github.chromajdbc.client.RecordFilter.Operator;
import io.github.chromajdbc.client.StoreAbilities;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes Chroma's filter of conditions, once the values of their operands are known.
 *
 * <p>A comparison with NULL is never true, so it lets nothing through.
 */
public final class ConditionBinder implements Condition.Visitor<Bound> {
  private final @Nullable Object[] operands;
  private final ZoneId zone;
  private final StoreAbilities abilities;
  private final boolean distributed;

  private ConditionBinder(@Nullable Object[] operands, ZoneId zone, StoreAbilities abilities) {
    this.operands = operands;
    this.zone = zone;
    this.abilities = abilities;
    this.distributed = abilities.index().isDistributed();
  }

  /**
   * Binds conjuncts. Those on documents alone go to {@code where_document}.
   *
   * @param zone of local times
   * @param abilities of the server that is to be asked
   */
  public static BoundSelection bind(
      List<Condition> conjuncts,
      @Nullable Object[] operands,
      ZoneId zone,
      StoreAbilities abilities) {
    ConditionBinder binder = new ConditionBinder(operands, zone, abilities);
    List<Bound> where = new ArrayList<>();
    List<Bound> whereDocument = new ArrayList<>();
    Set<String> ids = null;
    for (Condition conjunct : conjuncts) {
      if (conjunct instanceof Condition.IdAmong among) {
        Set<String> given = binder.texts(among.operands());
        if (ids == null) {
          ids = given;
        } else {
          ids.retainAll(given);
        }
      } else {
        for (Bound part : conjunct.accept(binder).conjuncts()) {
          (part.isOfDocuments() ? whereDocument : where).add(part);
        }
      }
    }
    Bound boundWhere = Bound.and(where);
    Bound boundDocument = Bound.and(whereDocument);
    if (boundWhere.kind() == Bound.Kind.NOTHING
        || boundDocument.kind() == Bound.Kind.NOTHING
        || (ids != null && ids.isEmpty())) {
      return BoundSelection.NOTHING;
    }
    return new BoundSelection(
        false, ids == null ? null : List.copyOf(ids), boundWhere.filter(), boundDocument.filter());
  }

  /** Binds one condition that is not on ids. */
  static Bound bound(
      Condition condition, @Nullable Object[] operands, ZoneId zone, StoreAbilities abilities) {
    return condition.accept(new ConditionBinder(operands, zone, abilities));
  }

  private Set<String> texts(List<Operand> list) {
    Set<String> texts = new LinkedHashSet<>();
    for (Operand operand : list) {
      Object value = operand.value(operands);
      if (value != null) {
        texts.add(value.toString());
      }
    }
    return texts;
  }

  @Override
  public Bound visit(Condition.And condition) {
    return Bound.and(condition.children().stream().map(child -> child.accept(this)).toList());
  }

  @Override
  public Bound visit(Condition.Or condition) {
    return Bound.or(condition.children().stream().map(child -> child.accept(this)).toList());
  }

  @Override
  public Bound visit(Condition.NumberComparison condition) {
    Object value = condition.operand().value(operands);
    if (!(value instanceof Number number)) {
      return Bound.NOTHING;
    }
    if (distributed) {
      return condition.operator() == Operator.EQUAL
          ? ApartNumbers.oneOf(
              condition.key(), List.of(number), !condition.wholeNumbers() || condition.asDouble())
          : ApartNumbers.range(condition.key(), condition.operator(), number);
    }
    return condition.wholeNumbers()
        ? NumberFilters.wholeNumber(
            condition.key(), condition.operator(), number, condition.asDouble())
        : NumberFilters.number(condition.key(), condition.operator(), number);
  }

  @Override
  public Bound visit(Condition.TimeComparison condition) {
    if (!(condition.operand().value(operands) instanceof Number localMillis)) {
      return Bound.NOTHING;
    }
    Compare bound =
        TimeFilters.bound(
            condition.key(),
            condition.stored(),
            condition.operator(),
            localMillis.longValue(),
            zone);
    return distributed
        ? ApartNumbers.range(bound.key(), bound.operator(), (Long) bound.value())
        : Bound.of(bound);
  }

  @Override
  public Bound visit(Condition.NumberMembership condition) {
    if (distributed) {
      List<Number> numbers = new ArrayList<>();
      for (Operand operand : condition.operands()) {
        if (operand.value(operands) instanceof Number number) {
          numbers.add(number);
        }
      }
      return ApartNumbers.oneOf(condition.key(), numbers, !condition.wholeNumbers());
    }
    NumberList list = new NumberList(condition.wholeNumbers());
    for (Operand operand : condition.operands()) {
      if (operand.value(operands) instanceof Number number) {
        list.add(number);
      } else if (condition.negated()) {
        return Bound.NOTHING; // x NOT IN (..., NULL) is never true
      }
    }
    return condition.negated() ? list.noneOf(condition.key()) : list.oneOf(condition.key());
  }

  @Override
  public Bound visit(Condition.NumberPresent condition) {
    return Bound.of(NumberFilters.present(condition.key()));
  }

  @Override
  public Bound visit(Condition.TextMembership condition) {
    if (condition.negated() && hasNull(condition.operands())) {
      return Bound.NOTHING;
    }
    List<Object> values = List.copyOf(texts(condition.operands()));
    if (values.size() == 1) {
      return Bound.of(
          new Compare(
              condition.key(),
              condition.negated() ? Operator.NOT_EQUAL : Operator.EQUAL,
              values.get(0)));
    }
    List<Bound> parts = ValueLists.members(condition.key(), condition.negated(), values);
    return condition.negated() ? Bound.and(parts) : Bound.or(parts);
  }

  private boolean hasNull(List<Operand> list) {
    return list.stream().anyMatch(operand -> operand.value(operands) == null);
  }

  @Override
  public Bound visit(Condition.MixedMembership condition) {
    List<Object> values = new ArrayList<>();
    for (String text : texts(condition.operands())) {
      if (text.startsWith("[")) {
        return Bound.EVERYTHING; // may be the text of an array, which no comparison matches
      }
      values.add(text);
      values.addAll(MixedText.valuesWithText(text));
    }
    return Bound.or(ValueLists.members(condition.key(), false, values));
  }

  @Override
  public Bound visit(Condition.Truth condition) {
    List<Object> values = new ArrayList<>();
    if (condition.whenTrue() != condition.absent()) {
      values.add(true);
    }
    if (condition.whenFalse() != condition.absent()) {
      values.add(false);
    }
    if (values.isEmpty()) {
      return condition.absent() ? Bound.EVERYTHING : Bound.NOTHING;
    }
    // With the absent ones: all but the values that must not pass, and $ne matches a missing key.
    Operator operator = condition.absent() ? Operator.NOT_EQUAL : Operator.EQUAL;
    List<Bound> parts =
        values.stream()
            .map(value -> Bound.of(new Compare(condition.key(), operator, value)))
            .toList();
    return condition.absent() ? Bound.and(parts) : Bound.or(parts);
  }

  @Override
  public Bound visit(Condition.TruthComparison condition) {
    return condition.operand().value(operands) instanceof Boolean truth
        ? Bound.of(
            new Compare(condition.key(), Operator.EQUAL, condition.negated() ? !truth : truth))
        : Bound.NOTHING;
  }

  @Override
  public Bound visit(Condition.ArrayHolds condition) {
    Object element = condition.element().value(operands);
    Object value = element instanceof Number number ? NumberFilters.asLong(number) : element;
    return value == null
        ? Bound.NOTHING
        : Bound.of(new ArrayContains(condition.key(), false, value));
  }

  @Override
  public Bound visit(Condition.DocumentPresent condition) {
    return Bound.of(new DocumentContains(!condition.present(), ""));
  }

  @Override
  public Bound visit(Condition.DocumentText condition) {
    if (condition.match() == Condition.TextMatch.EQUAL) {
      return equalDocument(condition);
    }
    if (hasNull(condition.operands())) {
      return Bound.NOTHING;
    }
    RecordFilter filter = filterOf(condition);
    return distributed
        ? DistributedTexts.within(filter, abilities.quotas())
        : guarded(condition.negated(), LongTexts.within(filter, abilities.documentInWhere()));
  }

  private Bound equalDocument(Condition.DocumentText condition) {
    if (condition.negated() && hasNull(condition.operands())) {
      return Bound.NOTHING;
    }
    Set<String> texts = texts(condition.operands());
    if (texts.isEmpty()) {
      return Bound.NOTHING;
    }
    List<String> patterns = texts.stream().map(RegularExpressions::quote).toList();
    DocumentMatches filter =
        new DocumentMatches(condition.negated(), "\\A(?s:" + String.join("|", patterns) + ")\\z");
    return distributed
        ? DistributedTexts.within(filter, abilities.quotas())
        : guarded(condition.negated(), LongTexts.oneOf(texts, filter));
  }

  private RecordFilter filterOf(Condition.DocumentText condition) {
    String text = String.valueOf(condition.operands().get(0).value(operands));
    boolean negated = condition.negated();
    return switch (condition.match()) {
      case CONTAINS -> new DocumentContains(negated, text);
      case REGEX -> new DocumentMatches(negated, RegularExpressions.forServer(text));
      case LIKE, ILIKE, EQUAL -> {
        boolean hasEscape = condition.operands().size() > 1;
        String contained = hasEscape ? null : RegularExpressions.containedByLike(text);
        if (contained != null && condition.match() == Condition.TextMatch.LIKE) {
          yield new DocumentContains(negated, contained); // served by the full-text index
        }
        String escape =
            hasEscape ? String.valueOf(condition.operands().get(1).value(operands)) : null;
        yield new DocumentMatches(
            negated,
            RegularExpressions.ofLike(
                text, escape, condition.match() == Condition.TextMatch.ILIKE));
      }
    };
  }

  /** Records without a document match every negation; SQL's NULL does not. */
  private static Bound guarded(boolean negated, Bound bound) {
    return negated ? Bound.and(List.of(Bound.of(new DocumentContains(false, "")), bound)) : bound;
  }

  @Override
  public Bound visit(Condition.IdAmong condition) {
    throw new IllegalStateException("A condition on ids is a conjunct of its own");
  }

  @Override
  public Bound visit(Condition.Never condition) {
    return Bound.NOTHING;
  }
}
