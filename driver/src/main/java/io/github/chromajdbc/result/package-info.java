/** Result sets and what describes them. */
@NullMarked
package io.github.chromajdbc.result;

import org.jspecify.annotations.NullMarked;
