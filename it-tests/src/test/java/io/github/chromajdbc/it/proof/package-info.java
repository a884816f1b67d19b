/** Statements nobody wrote, and what must be true of their answers. */
@NullMarked
package io.github.chromajdbc.it.proof;

import org.jspecify.annotations.NullMarked;
