/** What a run of a plan works with. */
@NullMarked
package io.github.chromajdbc.calcite.exec.context;

import org.jspecify.annotations.NullMarked;
