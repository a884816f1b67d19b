package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.calcite.pushdown.RouteCondition.Reading;
import io.github.chromajdbc.calcite.pushdown.RouteCondition.Subject;
import io.github.chromajdbc.calcite.route.KnownValues;
import io.github.chromajdbc.calcite.route.RecordPredicate;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The route conditions of one execution. A condition is evaluated on what is known of a record: a
 * leaf about anything else may be true, AND may be true when all parts may, OR when one may.
 */
public final class BoundRoute implements RecordPredicate {
  private final RouteCondition condition;
  private final @Nullable Object[] operands;
  private final Map<String, Optional<Set<Object>>> admitted = new ConcurrentHashMap<>();
  private final Map<RouteCondition, Members> members =
      Collections.synchronizedMap(new IdentityHashMap<>());

  /** A list of values; looking into it is worth it when all are texts. */
  private record Members(Set<Object> values, boolean texts) {}

  /**
   * @param conditions all of which hold
   * @param operands values of their operands
   */
  public BoundRoute(List<RouteCondition> conditions, @Nullable Object[] operands) {
    this.condition = new RouteCondition.And(conditions);
    this.operands = operands.clone();
  }

  @Override
  public boolean mayHold(@Nullable String collection, Map<String, @Nullable String> values) {
    return mayHold(condition, collection, values);
  }

  @Override
  public Optional<Set<Object>> values(String key) {
    return admitted.computeIfAbsent(key, this::admittedValues);
  }

  private Optional<Set<Object>> admittedValues(String key) {
    return listed(condition, key)
        .map(
            listed -> {
              Set<Object> admitted = new LinkedHashSet<>();
              for (Object value : listed) {
                if (mayHold(null, Map.of(key, KnownValues.text(value)))) {
                  admitted.add(value);
                }
              }
              return admitted;
            });
  }

  @Override
  public boolean restricts(String key) {
    return restricts(condition, subject -> key.equals(subject.key()));
  }

  @Override
  public boolean restrictsCollection() {
    return restricts(condition, subject -> subject.key() == null);
  }

  private static boolean restricts(RouteCondition condition, Predicate<Subject> subject) {
    if (condition instanceof RouteCondition.And and) {
      return and.children().stream().anyMatch(child -> restricts(child, subject));
    }
    if (condition instanceof RouteCondition.Or or) {
      return or.children().stream().allMatch(child -> restricts(child, subject));
    }
    Subject about = subjectOf(condition);
    return condition instanceof RouteCondition.Never || (about != null && subject.test(about));
  }

  private static @Nullable Subject subjectOf(RouteCondition leaf) {
    if (leaf instanceof RouteCondition.Comparison comparison) {
      return comparison.subject();
    }
    if (leaf instanceof RouteCondition.Membership membership) {
      return membership.subject();
    }
    return leaf instanceof RouteCondition.NullTest test ? test.subject() : null;
  }

  /** A list of values outside of which no record with the key is admitted. */
  private Optional<Set<Object>> listed(RouteCondition condition, String key) {
    if (condition instanceof RouteCondition.And and) {
      Optional<Set<Object>> shortest = Optional.empty();
      for (RouteCondition child : and.children()) {
        Optional<Set<Object>> values = listed(child, key);
        if (values.isPresent()
            && (shortest.isEmpty() || values.get().size() < shortest.get().size())) {
          shortest = values;
        }
      }
      return shortest;
    }
    if (condition instanceof RouteCondition.Or or) {
      Set<Object> union = new LinkedHashSet<>();
      for (RouteCondition child : or.children()) {
        Optional<Set<Object>> values = listed(child, key);
        if (values.isEmpty()) {
          return values;
        }
        union.addAll(values.get());
      }
      return Optional.of(union);
    }
    if (condition instanceof RouteCondition.Never) {
      return Optional.of(Set.of());
    }
    if (condition instanceof RouteCondition.Comparison comparison
        && comparison.operator() == io.github.chromajdbc.client.RecordFilter.Operator.EQUAL
        && key.equals(comparison.subject().key())) {
      return Optional.of(valuesOf(Stream.of(comparison.operand())));
    }
    if (condition instanceof RouteCondition.Membership membership
        && !membership.negated()
        && key.equals(membership.subject().key())) {
      return Optional.of(valuesOf(membership.operands().stream()));
    }
    return Optional.empty();
  }

  private Set<Object> valuesOf(Stream<Operand> list) {
    Set<Object> values = new LinkedHashSet<>();
    list.forEach(
        operand -> {
          Object value = operand.value(operands);
          if (value != null) {
            values.add(value);
          }
        });
    return values;
  }

  private boolean mayHold(
      RouteCondition condition, @Nullable String collection, Map<String, @Nullable String> values) {
    if (condition instanceof RouteCondition.And and) {
      return and.children().stream().allMatch(child -> mayHold(child, collection, values));
    }
    if (condition instanceof RouteCondition.Or or) {
      return or.children().stream().anyMatch(child -> mayHold(child, collection, values));
    }
    if (condition instanceof RouteCondition.Never) {
      return false;
    }
    Subject subject = subjectOf(condition);
    if (subject == null) {
      return true;
    }
    List<@Nullable Object> possible = possible(subject, collection, values);
    return possible == null || possible.stream().anyMatch(value -> leafHolds(condition, value));
  }

  /** What the subject may read as; null for anything. */
  private static @Nullable List<@Nullable Object> possible(
      Subject subject, @Nullable String collection, Map<String, @Nullable String> values) {
    if (subject.key() == null) {
      return collection == null ? null : List.of(collection);
    }
    if (!values.containsKey(subject.key())) {
      return null;
    }
    String text = values.get(subject.key());
    if (text == null) {
      return Collections.singletonList(null);
    }
    return switch (subject.type()) {
      case TEXT -> List.of(text);
      case INTEGER, NUMBER -> {
        BigDecimal number = KnownValues.number(text);
        yield number == null ? null : List.of(number);
      }
      case BOOLEAN -> truth(text) == null ? null : Collections.singletonList(truth(text));
      case MIXED -> mixed(text, subject.reading());
      case EPOCH_SECONDS,
          EPOCH_MILLIS,
          ISO_TIME,
          TEXT_ARRAY,
          INTEGER_ARRAY,
          NUMBER_ARRAY,
          BOOLEAN_ARRAY,
          VECTOR,
          POSITION ->
          null;
    };
  }

  private static @Nullable Boolean truth(String text) {
    return text.equalsIgnoreCase("true")
        ? Boolean.TRUE
        : text.equalsIgnoreCase("false") ? Boolean.FALSE : null;
  }

  /** A configured text may stand for a string, a number of either kind or a truth value. */
  private static List<@Nullable Object> mixed(String text, Reading reading) {
    BigDecimal number = KnownValues.number(text);
    return switch (reading) {
      case NUMBER -> Collections.singletonList(number);
      case TRUTH -> Collections.singletonList(truth(text));
      case AS_IT_IS -> {
        Set<@Nullable Object> texts = new LinkedHashSet<>();
        texts.add(text);
        if (number != null) {
          texts.add(KnownValues.text(number));
          texts.add(Double.toString(number.doubleValue()));
        }
        Boolean truth = truth(text);
        if (truth != null) {
          texts.add(truth.toString());
        }
        yield List.copyOf(texts);
      }
    };
  }

  private boolean leafHolds(RouteCondition leaf, @Nullable Object value) {
    if (leaf instanceof RouteCondition.NullTest test) {
      return (value == null) == test.wantNull();
    }
    if (value == null) {
      return false;
    }
    if (leaf instanceof RouteCondition.Membership membership) {
      if (value instanceof String && !membership.negated()) {
        Members known = members.computeIfAbsent(membership, ignored -> membersOf(membership));
        if (known.texts()) {
          return known.values().contains(value);
        }
      }
      return membership.negated()
          ? membership.operands().stream()
              .allMatch(operand -> compare(value, Relation.DIFFERENT, operand.value(operands)))
          : membership.operands().stream()
              .anyMatch(operand -> compare(value, Relation.EQUAL, operand.value(operands)));
    }
    RouteCondition.Comparison comparison = (RouteCondition.Comparison) leaf;
    Relation relation =
        switch (comparison.operator()) {
          case EQUAL -> Relation.EQUAL;
          case NOT_EQUAL -> Relation.DIFFERENT;
          case LESS -> Relation.LESS;
          case LESS_OR_EQUAL -> Relation.LESS_OR_EQUAL;
          case GREATER -> Relation.GREATER;
          case GREATER_OR_EQUAL -> Relation.GREATER_OR_EQUAL;
        };
    return compare(value, relation, comparison.operand().value(operands));
  }

  private Members membersOf(RouteCondition.Membership membership) {
    Set<Object> values = valuesOf(membership.operands().stream());
    return new Members(values, values.stream().allMatch(String.class::isInstance));
  }

  private enum Relation {
    EQUAL(order -> order == 0),
    DIFFERENT(order -> order != 0),
    LESS(order -> order < 0),
    LESS_OR_EQUAL(order -> order <= 0),
    GREATER(order -> order > 0),
    GREATER_OR_EQUAL(order -> order >= 0);

    @SuppressWarnings("ImmutableEnumChecker") // Lambdas without state.
    private final java.util.function.IntPredicate holds;

    Relation(java.util.function.IntPredicate holds) {
      this.holds = holds;
    }
  }

  /**
   * Whether a value may stand in a relation to an operand. Numbers are compared exactly and as
   * doubles, since SQL may do either; a type that does not fit may be anything.
   */
  private static boolean compare(Object value, Relation relation, @Nullable Object operand) {
    if (operand == null) {
      return false;
    }
    if (value instanceof String text && operand instanceof String other) {
      return relation.holds.test(text.compareTo(other));
    }
    if (value instanceof BigDecimal number && operand instanceof Number other) {
      double rounded = other.doubleValue();
      if (!Double.isFinite(rounded)) {
        return true;
      }
      BigDecimal exact =
          other instanceof BigDecimal given ? given : new BigDecimal(other.toString());
      return relation.holds.test(number.compareTo(exact))
          || relation.holds.test(Double.compare(number.doubleValue(), rounded));
    }
    if (value instanceof Boolean truth && operand instanceof Boolean other) {
      return relation.holds.test(truth.compareTo(other));
    }
    return true;
  }
}
