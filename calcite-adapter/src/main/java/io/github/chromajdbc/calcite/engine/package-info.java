/** Where it all comes together: the engine that the driver opens. */
@NullMarked
package io.github.chromajdbc.calcite.engine;

import org.jspecify.annotations.NullMarked;
