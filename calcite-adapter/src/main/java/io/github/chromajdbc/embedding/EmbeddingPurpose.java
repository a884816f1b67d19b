package io.github.chromajdbc.embedding;

/** What a text is to be embedded for. */
public enum EmbeddingPurpose {
  /** It is stored with a record. */
  DOCUMENT,
  /** It is searched with. */
  QUERY
}
