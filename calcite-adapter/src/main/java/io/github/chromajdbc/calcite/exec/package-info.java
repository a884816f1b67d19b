/** Running requests: binding, paging, merging, cursors. */
@NullMarked
package io.github.chromajdbc.calcite.exec;

import org.jspecify.annotations.NullMarked;
