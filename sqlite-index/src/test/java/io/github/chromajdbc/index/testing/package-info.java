/** Files with Chroma's schema, made without a server. */
@NullMarked
package io.github.chromajdbc.index.testing;

import org.jspecify.annotations.NullMarked;
