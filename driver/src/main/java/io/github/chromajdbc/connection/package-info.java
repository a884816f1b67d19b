/** Connections. */
@NullMarked
package io.github.chromajdbc.connection;

import org.jspecify.annotations.NullMarked;
