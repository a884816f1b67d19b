/** Deadlines: one daemon thread that ends what takes too long. */
@NullMarked
package io.github.chromajdbc.timing;

import org.jspecify.annotations.NullMarked;
