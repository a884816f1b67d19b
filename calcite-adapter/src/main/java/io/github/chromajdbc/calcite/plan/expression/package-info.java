/** Expressions as Calcite's rules and runtime are right about them. */
@NullMarked
package io.github.chromajdbc.calcite.plan.expression;

import org.jspecify.annotations.NullMarked;
