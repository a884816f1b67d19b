/** The port to Chroma: typed requests and replies, free of Calcite and of HTTP. */
@NullMarked
package io.github.chromajdbc.client;

import org.jspecify.annotations.NullMarked;
