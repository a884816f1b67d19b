/** The operations on a local file: build, drop, rebuild, verify, advise. */
@NullMarked
package io.github.chromajdbc.index.operation;

import org.jspecify.annotations.NullMarked;
