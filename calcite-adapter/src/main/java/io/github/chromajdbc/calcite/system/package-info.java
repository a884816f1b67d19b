/** INFORMATION_SCHEMA: what the engine knows of databases, tables and columns, as tables. */
@NullMarked
package io.github.chromajdbc.calcite.system;

import org.jspecify.annotations.NullMarked;
