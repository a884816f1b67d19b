/** Rows of pages: the values of columns, with an offset and a limit. */
@NullMarked
package io.github.chromajdbc.calcite.exec.row;

import org.jspecify.annotations.NullMarked;
