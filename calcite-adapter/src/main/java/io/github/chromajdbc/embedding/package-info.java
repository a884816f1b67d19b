/**
 * How a text becomes a vector: the provider interface, its implementations and their resolution.
 */
@NullMarked
package io.github.chromajdbc.embedding;

import org.jspecify.annotations.NullMarked;
