/** The SQLite file of a Chroma server: opening it safely, its schema, its collections. */
@NullMarked
package io.github.chromajdbc.index.file;

import org.jspecify.annotations.NullMarked;
