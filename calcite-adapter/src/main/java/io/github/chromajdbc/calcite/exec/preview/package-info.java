/** The requests that a read would send, for EXPLAIN. */
@NullMarked
package io.github.chromajdbc.calcite.exec.preview;

import org.jspecify.annotations.NullMarked;
