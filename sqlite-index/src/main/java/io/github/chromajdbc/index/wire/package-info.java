/** The JSON that sidecar and client exchange. */
@NullMarked
package io.github.chromajdbc.index.wire;

import org.jspecify.annotations.NullMarked;
