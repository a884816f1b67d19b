/** The records nearest to vectors, by Chroma's index or by exact distances. */
@NullMarked
package io.github.chromajdbc.calcite.exec.search;

import org.jspecify.annotations.NullMarked;
