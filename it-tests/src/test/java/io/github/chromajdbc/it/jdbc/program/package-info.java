/** Programs of users, run with nothing but the shipped jar on their class path. */
@NullMarked
package io.github.chromajdbc.it.jdbc.program;

import org.jspecify.annotations.NullMarked;
