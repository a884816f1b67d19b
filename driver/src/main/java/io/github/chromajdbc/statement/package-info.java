/** Statements: from a text and its parameters to a result set or an update count. */
@NullMarked
package io.github.chromajdbc.statement;

import org.jspecify.annotations.NullMarked;
