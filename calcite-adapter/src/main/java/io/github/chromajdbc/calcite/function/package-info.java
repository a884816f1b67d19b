/** Operators and functions that SQL has here beyond Calcite's, and what they compute. */
@NullMarked
package io.github.chromajdbc.calcite.function;

import org.jspecify.annotations.NullMarked;
