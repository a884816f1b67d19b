/** From a validated tree to a relational plan. */
@NullMarked
package io.github.chromajdbc.calcite.plan.convert;

import org.jspecify.annotations.NullMarked;
