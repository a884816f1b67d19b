/** Statements that are no queries and that are executed: indexes, SHOW, DESCRIBE. */
@NullMarked
package io.github.chromajdbc.calcite.command;

import org.jspecify.annotations.NullMarked;
