/**
 * The port to Chroma over its REST API, version 2.
 *
 * <p>The way of a call: {@link io.github.chromajdbc.client.rest.RestChromaStore} writes a request
 * ({@code RequestBodies}, {@code FilterWriter}), {@code Transport} exchanges it for a reply, and
 * one of the readers ({@code RecordPageReader}, {@code CollectionReader}) turns the reply's bytes
 * into values as they arrive. What goes wrong on the way becomes a {@code ChromaException} in
 * {@code Failures} (the way itself) or {@code ErrorReplies} (what the server answers).
 */
@NullMarked
package io.github.chromajdbc.client.rest;

import org.jspecify.annotations.NullMarked;
