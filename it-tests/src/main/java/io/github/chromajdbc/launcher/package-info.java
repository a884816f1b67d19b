/** The Java part of {@code ./chroma-sql}: a SQL prompt, single statements, and the demo. */
@NullMarked
package io.github.chromajdbc.launcher;

import org.jspecify.annotations.NullMarked;
