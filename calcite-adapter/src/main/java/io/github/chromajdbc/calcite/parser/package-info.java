/**
 * The grammar: Calcite's own parser with the search clauses of ChromaSQL and the statements that
 * manage collections. {@link io.github.chromajdbc.calcite.parser.ChromaSqlParser} turns a text into
 * a tree; the tree's nodes that Calcite does not know are here.
 */
@NullMarked
package io.github.chromajdbc.calcite.parser;

import org.jspecify.annotations.NullMarked;
