/** SQL through JDBC on a real server: the rows must be those that SQL defines. */
@NullMarked
package io.github.chromajdbc.it.sql;

import org.jspecify.annotations.NullMarked;
