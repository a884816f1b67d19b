package io.github.chromajdbc.calcite.rel;

import java.util.Comparator;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.util.Pair;

/**
 * Generated code that compares rows.
 *
 * @param selector a function from a row to what is compared of it
 * @param comparator of that; the constant null for its natural order
 */
record SortKey(Expression selector, Expression comparator) {

  static SortKey of(PhysType rows, RelCollation collation, BlockBuilder builder) {
    Pair<Expression, Expression> key = rows.generateCollationKey(collation.getFieldCollations());
    return new SortKey(
        builder.append("keySelector", key.left),
        key.right == null
            ? Expressions.constant(null, Comparator.class)
            : builder.append("comparator", key.right));
  }
}
