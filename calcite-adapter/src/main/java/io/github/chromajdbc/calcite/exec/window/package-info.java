/** Window functions over the rows of a partition. */
@NullMarked
package io.github.chromajdbc.calcite.exec.window;

import org.jspecify.annotations.NullMarked;
