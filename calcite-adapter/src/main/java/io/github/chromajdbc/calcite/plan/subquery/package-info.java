/** Subqueries as joins, or run for each row around them. */
@NullMarked
package io.github.chromajdbc.calcite.plan.subquery;

import org.jspecify.annotations.NullMarked;
