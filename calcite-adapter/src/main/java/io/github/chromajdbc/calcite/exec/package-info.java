/** Running plans; a package for each step below it. */
@NullMarked
package io.github.chromajdbc.calcite.exec;

import org.jspecify.annotations.NullMarked;
