/** What a user asks for: an index's name, its keys and their types, and its JSON forms. */
@NullMarked
package io.github.chromajdbc.index.definition;

import org.jspecify.annotations.NullMarked;
