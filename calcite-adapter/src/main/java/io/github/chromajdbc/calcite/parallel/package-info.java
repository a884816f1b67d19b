/** Work done side by side. */
@NullMarked
package io.github.chromajdbc.calcite.parallel;

import org.jspecify.annotations.NullMarked;
