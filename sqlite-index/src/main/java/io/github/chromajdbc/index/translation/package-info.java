/** From a definition to the SQLite indexes that Chroma's statements use. */
@NullMarked
package io.github.chromajdbc.index.translation;

import org.jspecify.annotations.NullMarked;
