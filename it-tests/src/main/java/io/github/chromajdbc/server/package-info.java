/**
 * Starts a real Chroma server and stops it for certain.
 *
 * <p>The way of a start: {@link io.github.chromajdbc.server.ChromaServer} takes the first of the
 * {@code ServerSource}s that works here (a program, PyPI's wheel, npm's binding), downloads it into
 * the {@code ServerCache} when it is missing, and runs it as a {@code SupervisedProcess}, which
 * ends when this JVM does, however that ends.
 */
@NullMarked
package io.github.chromajdbc.server;

import org.jspecify.annotations.NullMarked;
