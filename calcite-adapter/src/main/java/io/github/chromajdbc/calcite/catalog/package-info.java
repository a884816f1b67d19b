/** Step 1, what there is: collections as tables, their columns and types. */
@NullMarked
package io.github.chromajdbc.calcite.catalog;

import org.jspecify.annotations.NullMarked;
