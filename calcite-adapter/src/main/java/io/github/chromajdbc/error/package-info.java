/**
 * The one list of what can go wrong: SQLSTATE, vendor code and sentence of every error and warning.
 */
@NullMarked
package io.github.chromajdbc.error;

import org.jspecify.annotations.NullMarked;
