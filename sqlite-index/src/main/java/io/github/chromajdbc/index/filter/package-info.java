/** Chroma's where filters, and the SQL that the server makes of them. */
@NullMarked
package io.github.chromajdbc.index.filter;

import org.jspecify.annotations.NullMarked;
