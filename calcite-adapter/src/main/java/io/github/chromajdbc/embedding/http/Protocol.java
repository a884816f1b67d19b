package io.github.chromajdbc.embedding.http;

/** How texts are asked for and how vectors are answered, in JSON. */
enum Protocol {
  /**
   * {@code {"model","input":[...]}}, answered by {@code {"data":[{"index","embedding":[...]}]}}.
   */
  OPENAI,
  /** {@code {"model","input":[...]}}, answered by {@code {"embeddings":[[...]]}}. */
  OLLAMA,
  /** {@code {"inputs":[...]}}, answered by {@code [[...]]}: text-embeddings-inference. */
  TEXT_EMBEDDINGS_INFERENCE,
  /** {@code {"model","texts":[...],...}}, answered by {@code {"embeddings":{"float":[[...]]}}}. */
  COHERE
}
