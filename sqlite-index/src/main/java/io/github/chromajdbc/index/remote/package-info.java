/** The index service over HTTP, answered by a sidecar. */
@NullMarked
package io.github.chromajdbc.index.remote;

import org.jspecify.annotations.NullMarked;
