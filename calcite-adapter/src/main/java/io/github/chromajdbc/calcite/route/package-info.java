/**
 * Many collections as one table: what is configured, which values are where, and which collections
 * a statement has to ask.
 */
@NullMarked
package io.github.chromajdbc.calcite.route;

import org.jspecify.annotations.NullMarked;
