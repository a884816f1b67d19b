/** How an error leaves the driver: the SQLException of its SQLSTATE, and chains of warnings. */
@NullMarked
package io.github.chromajdbc.failure;

import org.jspecify.annotations.NullMarked;
