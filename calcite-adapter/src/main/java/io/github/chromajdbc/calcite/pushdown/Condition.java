package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.calcite.catalog.ColumnType;
import io.github.chromajdbc.client.RecordFilter;
import java.util.List;

/**
 * A condition that Chroma can evaluate, with operands still to be bound. Each kind says which
 * records it lets through; {@link ConditionBinder} makes the filter of it.
 */
public sealed interface Condition {

  /** All hold. */
  record And(List<Condition> children) implements Condition {
    public And {
      children = List.copyOf(children);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** One holds. */
  record Or(List<Condition> children) implements Condition {
    public Or {
      children = List.copyOf(children);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * A number compared, as SQL compares: a record without the key is never let through.
   *
   * @param wholeNumbers whether the key has whole numbers only
   * @param asDouble whether SQL rounds the whole number to a DOUBLE before it compares
   */
  record NumberComparison(
      String key,
      boolean wholeNumbers,
      boolean asDouble,
      RecordFilter.Operator operator,
      Operand operand)
      implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * A point in time, stored as a number, that is not before (GREATER_OR_EQUAL) or not after
   * (LESS_OR_EQUAL) the operand; lets through a little more than that.
   *
   * @param stored EPOCH_SECONDS or EPOCH_MILLIS
   * @param operand in milliseconds since 1970, local time
   */
  record TimeComparison(
      String key, ColumnType stored, RecordFilter.Operator operator, Operand operand)
      implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** A number in a list; negated, records without the key are not let through. */
  record NumberMembership(String key, boolean wholeNumbers, boolean negated, List<Operand> operands)
      implements Condition {
    public NumberMembership {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** A number is there. */
  record NumberPresent(String key) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** A string in a list. Negated, records without the key ARE let through. */
  record TextMembership(String key, boolean negated, List<Operand> operands) implements Condition {
    public TextMembership {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** A value of a mixed key whose text is in a list; lets through more than that. */
  record MixedMembership(String key, List<Operand> operands) implements Condition {
    public MixedMembership {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * A boolean that is one of these; {@code absent} when records without the key are let through.
   */
  record Truth(String key, boolean whenTrue, boolean whenFalse, boolean absent)
      implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** A boolean equal to an operand; negated: different, and there. */
  record TruthComparison(String key, boolean negated, Operand operand) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** An array that contains an element. */
  record ArrayHolds(String key, Operand element) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** The document is there, or is not. */
  record DocumentPresent(boolean present) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** The document compared with a text; negated: it is there and does not match. */
  record DocumentText(TextMatch match, boolean negated, List<Operand> operands)
      implements Condition {
    public DocumentText {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** The id is in a list. Only as a conjunct of its own, since Chroma has no filter on ids. */
  record IdAmong(List<Operand> operands) implements Condition {
    public IdAmong {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** Nothing is let through. */
  record Never() implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** How a document is compared. */
  enum TextMatch {
    CONTAINS,
    /** Operands: the pattern and, if there is one, the escape character. */
    LIKE,
    ILIKE,
    REGEX,
    /** One of the operands is the document. */
    EQUAL
  }

  /** Calls the method of {@code visitor} for this kind of condition. */
  <R> R accept(Visitor<R> visitor);

  /** One method for each kind of condition: whoever handles conditions handles all of them. */
  interface Visitor<R> {
    R visit(And condition);

    R visit(Or condition);

    R visit(NumberComparison condition);

    R visit(TimeComparison condition);

    R visit(NumberMembership condition);

    R visit(NumberPresent condition);

    R visit(TextMembership condition);

    R visit(MixedMembership condition);

    R visit(Truth condition);

    R visit(TruthComparison condition);

    R visit(ArrayHolds condition);

    R visit(DocumentPresent condition);

    R visit(DocumentText condition);

    R visit(IdAmong condition);

    R visit(Never condition);
  }
}
