/** all-MiniLM-L6-v2 in this process, with Chroma's own pipeline: no network, no configuration. */
@NullMarked
package io.github.chromajdbc.embedding.minilm;

import org.jspecify.annotations.NullMarked;
