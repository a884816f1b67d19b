/** The launcher as a process, and the README's statements through the released jar. */
@NullMarked
package io.github.chromajdbc.launcher;

import org.jspecify.annotations.NullMarked;
