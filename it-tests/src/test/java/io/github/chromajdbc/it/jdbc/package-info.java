/** The shipped jar through java.sql, on a real server. */
@NullMarked
package io.github.chromajdbc.it.jdbc;

import org.jspecify.annotations.NullMarked;
