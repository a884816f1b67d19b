package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions for the keys that the other side of a join has. */
public final class KeyConditions {
  /** Each of them is looked for in each collection's values. */
  private static final int MOST_ROUTED = 500;

  private KeyConditions() {}

  /** Whether {@link #among} has a condition for the column. */
  public static boolean isPossible(TableColumn column) {
    return among(column, List.of()) != null;
  }

  /**
   * The condition that lets through at least the records whose column is one of the keys; null for
   * a column that Chroma cannot compare with a list.
   *
   * @param keys without NULL, in the class of the column's type
   */
  public static @Nullable Condition among(TableColumn column, Collection<?> keys) {
    List<Operand> operands = keys.stream().<Operand>map(key -> new Operand.Constant(key)).toList();
    return switch (column.role()) {
      case ID -> new Condition.IdAmong(operands);
      case METADATA_KEY ->
          switch (column.type()) {
            case INTEGER ->
                new Condition.NumberMembership(column.requireKey(), true, false, operands);
            case NUMBER ->
                new Condition.NumberMembership(column.requireKey(), false, false, operands);
            case TEXT, MIXED ->
                column.hasTextOnly()
                    ? new Condition.TextMembership(column.requireKey(), false, operands)
                    : new Condition.MixedMembership(column.requireKey(), operands);
            case BOOLEAN,
                EPOCH_SECONDS,
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
      case DOCUMENT, URI, METADATA, EMBEDDING, COLLECTION, DISTANCE, QUERY_INDEX -> null;
    };
  }

  /** What the keys say of where records are: nothing, unless they are few and of metadata. */
  public static List<RouteCondition> route(TableColumn column, Collection<?> keys) {
    if (column.role() != TableColumn.Role.METADATA_KEY || keys.size() > MOST_ROUTED) {
      return List.of();
    }
    return List.of(
        new RouteCondition.Membership(
            new RouteCondition.Subject(
                column.requireKey(), column.type(), RouteCondition.Reading.AS_IT_IS),
            false,
            keys.stream().<Operand>map(key -> new Operand.Constant(key)).toList()));
  }
}
