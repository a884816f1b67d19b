/** Clients that nobody here wrote, on the shipped driver and a real Chroma. */
@NullMarked
package io.github.chromajdbc.it.client;

import org.jspecify.annotations.NullMarked;
