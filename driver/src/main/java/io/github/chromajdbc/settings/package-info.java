/** What a URL and its properties come to, typed and checked. */
@NullMarked
package io.github.chromajdbc.settings;

import org.jspecify.annotations.NullMarked;
