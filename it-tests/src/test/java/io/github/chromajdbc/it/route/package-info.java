/** Routed tables on a real server, through the jar that users get. */
@NullMarked
package io.github.chromajdbc.it.route;

import org.jspecify.annotations.NullMarked;
