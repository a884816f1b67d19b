/** The relational leaf that reads a collection, and the rules that move work into it. */
@NullMarked
package io.github.chromajdbc.calcite.rel;

import org.jspecify.annotations.NullMarked;
