/**
 * Metadata indexes for a single-node Chroma: the service that creates, lists, checks and drops
 * them, and what can go wrong.
 *
 * <p>The service has two forms: {@link io.github.chromajdbc.index.operation.FileIndexService} works
 * on a local {@code chroma.sqlite3}, {@link io.github.chromajdbc.index.remote.SidecarIndexService}
 * asks a sidecar that runs beside the server.
 */
@NullMarked
package io.github.chromajdbc.index;

import org.jspecify.annotations.NullMarked;
