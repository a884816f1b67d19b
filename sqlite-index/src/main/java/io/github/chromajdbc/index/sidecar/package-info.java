/** The HTTP server that works on the file beside a running Chroma. */
@NullMarked
package io.github.chromajdbc.index.sidecar;

import org.jspecify.annotations.NullMarked;
