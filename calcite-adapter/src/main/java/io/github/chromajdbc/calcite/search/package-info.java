/** The search clause: its rewriting, its relational operator, exact distances. */
@NullMarked
package io.github.chromajdbc.calcite.search;

import org.jspecify.annotations.NullMarked;
