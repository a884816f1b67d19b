/** Joins as Calcite's runtime is right about them, and what they need not read. */
@NullMarked
package io.github.chromajdbc.calcite.plan.join;

import org.jspecify.annotations.NullMarked;
