/** Aggregates and sorts: fewer rows, and collection by collection. */
@NullMarked
package io.github.chromajdbc.calcite.plan.group;

import org.jspecify.annotations.NullMarked;
