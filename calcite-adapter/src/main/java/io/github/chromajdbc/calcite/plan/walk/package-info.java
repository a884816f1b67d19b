/** Walks over a plan and over the subqueries in its expressions. */
@NullMarked
package io.github.chromajdbc.calcite.plan.walk;

import org.jspecify.annotations.NullMarked;
