/** Names and types: from a parsed statement to a validated one. */
@NullMarked
package io.github.chromajdbc.calcite.validate;

import org.jspecify.annotations.NullMarked;
