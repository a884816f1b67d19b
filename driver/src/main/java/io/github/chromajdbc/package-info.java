/** The JDBC driver for Chroma: the driver, the data source and the connection properties. */
@NullMarked
package io.github.chromajdbc;

import org.jspecify.annotations.NullMarked;
