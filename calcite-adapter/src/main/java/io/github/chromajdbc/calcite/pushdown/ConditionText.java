package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.client.RecordFilter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Conditions as EXPLAIN shows them: SQL with {@code $i} for the operand at position i. Different
 * conditions have different texts, since a plan is told from another by its text.
 */
public final class ConditionText implements Condition.Visitor<String> {
  private static final ConditionText INSTANCE = new ConditionText();

  private ConditionText() {}

  /** Conjuncts. */
  public static String of(List<Condition> conjuncts) {
    return conjuncts.stream()
        .map(conjunct -> conjunct.accept(INSTANCE))
        .collect(Collectors.joining(" AND "));
  }

  /** A value. */
  public static String of(Operand operand) {
    if (operand instanceof Operand.Evaluated evaluated) {
      return "$" + evaluated.position();
    }
    Object value = operand.value(new Object[0]);
    return value instanceof String text ? "'" + text.replace("'", "''") + "'" : "" + value;
  }

  private static String list(List<Operand> operands) {
    return operands.stream().map(ConditionText::of).collect(Collectors.joining(", ", "(", ")"));
  }

  private String joined(List<Condition> children, String word) {
    return children.stream()
        .map(child -> child.accept(this))
        .collect(Collectors.joining(word, "(", ")"));
  }

  private static String key(String key) {
    return "metadata." + key;
  }

  private static String not(boolean negated) {
    return negated ? " NOT" : "";
  }

  @Override
  public String visit(Condition.And condition) {
    return joined(condition.children(), " AND ");
  }

  @Override
  public String visit(Condition.Or condition) {
    return joined(condition.children(), " OR ");
  }

  @Override
  public String visit(Condition.NumberComparison condition) {
    String symbol =
        switch (condition.operator()) {
          case EQUAL -> " = ";
          case NOT_EQUAL -> " <> ";
          case GREATER -> " > ";
          case GREATER_OR_EQUAL -> " >= ";
          case LESS -> " < ";
          case LESS_OR_EQUAL -> " <= ";
        };
    String key = key(condition.key()) + (condition.wholeNumbers() ? "" : "::DOUBLE");
    return (condition.asDouble() ? "CAST(" + key + " AS DOUBLE)" : key)
        + symbol
        + of(condition.operand());
  }

  @Override
  public String visit(Condition.TimeComparison condition) {
    String symbol =
        condition.operator() == RecordFilter.Operator.GREATER_OR_EQUAL ? " >= " : " <= ";
    return key(condition.key()) + "::" + condition.stored() + symbol + of(condition.operand());
  }

  @Override
  public String visit(Condition.NumberMembership condition) {
    return key(condition.key())
        + (condition.wholeNumbers() ? "" : "::DOUBLE")
        + not(condition.negated())
        + " IN "
        + list(condition.operands());
  }

  @Override
  public String visit(Condition.NumberPresent condition) {
    return key(condition.key()) + "::NUMBER IS NOT NULL";
  }

  @Override
  public String visit(Condition.TextMembership condition) {
    return key(condition.key())
        + not(condition.negated())
        + " IN "
        + list(condition.operands())
        + (condition.negated() ? " or absent" : "");
  }

  @Override
  public String visit(Condition.MixedMembership condition) {
    return key(condition.key()) + "::TEXT IN " + list(condition.operands()) + " at least";
  }

  @Override
  public String visit(Condition.Truth condition) {
    return key(condition.key())
        + " IS "
        + (condition.whenTrue() ? "TRUE " : "")
        + (condition.whenFalse() ? "FALSE " : "")
        + (condition.absent() ? "ABSENT" : "");
  }

  @Override
  public String visit(Condition.TruthComparison condition) {
    return key(condition.key())
        + (condition.negated() ? " <> " : " = ")
        + of(condition.operand())
        + "::BOOLEAN";
  }

  @Override
  public String visit(Condition.ArrayHolds condition) {
    return key(condition.key()) + " CONTAINS " + of(condition.element());
  }

  @Override
  public String visit(Condition.DocumentPresent condition) {
    return "document IS" + not(condition.present()) + " NULL";
  }

  @Override
  public String visit(Condition.DocumentText condition) {
    return "document"
        + not(condition.negated())
        + " "
        + condition.match()
        + " "
        + list(condition.operands());
  }

  @Override
  public String visit(Condition.IdAmong condition) {
    return "id IN " + list(condition.operands());
  }

  @Override
  public String visit(Condition.Never condition) {
    return "FALSE";
  }
}
