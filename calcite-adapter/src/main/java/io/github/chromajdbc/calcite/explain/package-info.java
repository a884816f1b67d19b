/** EXPLAIN: the plan and each request as it would be sent. */
@NullMarked
package io.github.chromajdbc.calcite.explain;

import org.jspecify.annotations.NullMarked;
