package io.github.chromajdbc.settings;

/** What kind of Chroma answers, which decides what requests may ask for. */
public enum ServerKind {
  SINGLE,
  /** Several nodes, as one runs in one's own cluster. */
  DISTRIBUTED,
  /** A distributed Chroma with quotas. */
  CLOUD
}
