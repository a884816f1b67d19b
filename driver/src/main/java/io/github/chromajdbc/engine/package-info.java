/** Engines, shared by the connections that have the same settings. */
@NullMarked
package io.github.chromajdbc.engine;

import org.jspecify.annotations.NullMarked;
