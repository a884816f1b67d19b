/** Chroma as a schema of any Calcite model. */
@NullMarked
package io.github.chromajdbc.calcite;

import org.jspecify.annotations.NullMarked;
