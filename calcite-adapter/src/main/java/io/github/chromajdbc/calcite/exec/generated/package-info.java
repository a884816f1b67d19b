/** What generated code calls. */
@NullMarked
package io.github.chromajdbc.calcite.exec.generated;

import org.jspecify.annotations.NullMarked;
