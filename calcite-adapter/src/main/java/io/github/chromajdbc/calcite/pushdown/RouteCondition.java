package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.calcite.catalog.ColumnType;
import io.github.chromajdbc.client.RecordFilter.Operator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition as routing sees it, with operands still to be bound: what it says of metadata keys
 * and of {@code _collection}. It may be weaker than what the statement says, never stronger.
 */
public sealed interface RouteCondition {

  /**
   * What a leaf is about.
   *
   * @param key null for {@code _collection}
   * @param type how values are read
   * @param reading what a value of several types is read as before it is compared
   */
  record Subject(@Nullable String key, ColumnType type, Reading reading) {}

  /** How the value of a mixed key is read. */
  enum Reading {
    AS_IT_IS,
    /** Text that is no number is NULL. */
    NUMBER,
    /** Text that is no truth value is NULL. */
    TRUTH
  }

  /** All hold. */
  record And(List<RouteCondition> children) implements RouteCondition {
    public And {
      children = List.copyOf(children);
    }
  }

  /** One holds. */
  record Or(List<RouteCondition> children) implements RouteCondition {
    public Or {
      children = List.copyOf(children);
    }
  }

  /** The value compared with an operand. */
  record Comparison(Subject subject, Operator operator, Operand operand)
      implements RouteCondition {}

  /** The value is among the operands, or, negated, is there and none of them. */
  record Membership(Subject subject, boolean negated, List<Operand> operands)
      implements RouteCondition {
    public Membership {
      operands = List.copyOf(operands);
    }
  }

  /** The value is NULL, or is not. */
  record NullTest(Subject subject, boolean wantNull) implements RouteCondition {}

  /** Never true. */
  record Never() implements RouteCondition {}

  /** About something else: may be true of any record. */
  record Anything() implements RouteCondition {}
}
