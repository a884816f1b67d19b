/** Which indexes a file has, read from its schema alone. */
@NullMarked
package io.github.chromajdbc.index.catalogue;

import org.jspecify.annotations.NullMarked;
