/** The way of a statement from its text to its rows: what the driver calls. */
@NullMarked
package io.github.chromajdbc.calcite.statement;

import org.jspecify.annotations.NullMarked;
