/** Through what behaves as Chroma Cloud, and guarded servers. */
@NullMarked
package io.github.chromajdbc.it.cloud;

import org.jspecify.annotations.NullMarked;
