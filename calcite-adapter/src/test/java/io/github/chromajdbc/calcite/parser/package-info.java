@NullMarked
package io.github.chromajdbc.calcite.parser;

import org.jspecify.annotations.NullMarked;
