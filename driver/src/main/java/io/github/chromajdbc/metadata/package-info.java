/** What the database tells about itself. */
@NullMarked
package io.github.chromajdbc.metadata;

import org.jspecify.annotations.NullMarked;
