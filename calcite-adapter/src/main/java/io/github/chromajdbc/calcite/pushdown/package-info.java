/** Predicates of SQL as filters of Chroma: what is pushed, what remains. */
@NullMarked
package io.github.chromajdbc.calcite.pushdown;

import org.jspecify.annotations.NullMarked;
