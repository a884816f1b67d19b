/** What the operations answer. */
@NullMarked
package io.github.chromajdbc.index.report;

import org.jspecify.annotations.NullMarked;
