/** What a read asks for, before its operands are bound. */
@NullMarked
package io.github.chromajdbc.calcite.exec.read;

import org.jspecify.annotations.NullMarked;
