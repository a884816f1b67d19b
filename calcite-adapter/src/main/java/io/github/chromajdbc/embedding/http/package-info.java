/**
 * Embedding services over HTTP: one table of what differs between them, and one way of asking.
 *
 * <p>A collection's stored configuration is data that others wrote. {@link
 * io.github.chromajdbc.embedding.http.Endpoint} and {@link
 * io.github.chromajdbc.embedding.http.ApiKey} hold what it may not decide: where texts go, and
 * which secret goes with them.
 */
@NullMarked
package io.github.chromajdbc.embedding.http;

import org.jspecify.annotations.NullMarked;
