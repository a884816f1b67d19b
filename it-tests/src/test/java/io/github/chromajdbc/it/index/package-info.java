/** Metadata indexes on the file of a real server, while it runs. */
@NullMarked
package io.github.chromajdbc.it.index;

import org.jspecify.annotations.NullMarked;
