/** Between SQL's types and Java's: every getter and setter goes through here. */
@NullMarked
package io.github.chromajdbc.convert;

import org.jspecify.annotations.NullMarked;
