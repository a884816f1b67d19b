/** From a validated statement to a physical plan. */
@NullMarked
package io.github.chromajdbc.calcite.plan;

import org.jspecify.annotations.NullMarked;
