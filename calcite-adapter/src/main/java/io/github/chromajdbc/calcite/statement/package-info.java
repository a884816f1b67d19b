/** What the driver and the engine say to each other: statements, parameters, columns, rows. */
@NullMarked
package io.github.chromajdbc.calcite.statement;

import org.jspecify.annotations.NullMarked;
