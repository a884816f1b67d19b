/** Reads of routed tables: many collections at once, merged. */
@NullMarked
package io.github.chromajdbc.calcite.exec.routed;

import org.jspecify.annotations.NullMarked;
