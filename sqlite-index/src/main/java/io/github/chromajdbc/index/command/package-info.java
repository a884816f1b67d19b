/** The command line. */
@NullMarked
package io.github.chromajdbc.index.command;

import org.jspecify.annotations.NullMarked;
