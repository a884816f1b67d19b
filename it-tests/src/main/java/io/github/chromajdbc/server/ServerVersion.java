package io.github.chromajdbc.server;

import org.jspecify.annotations.Nullable;

/**
 * The versions of Chroma that tests and the demo run. The only place where they are pinned.
 *
 * <p>The npm binding carries the same server under a version of its own; the newest one that exists
 * is a little older than PyPI's wheel.
 */
public enum ServerVersion {
  NEWEST("1.5.9", "1.3.4"),
  OLDEST("1.0.0", "1.0.1");

  private final String python;
  private final String node;

  ServerVersion(String python, String node) {
    this.python = python;
    this.node = node;
  }

  /** Version of PyPI's {@code chromadb}. */
  String python() {
    return python;
  }

  /** Version of npm's {@code chromadb-js-bindings-*}. */
  String node() {
    return node;
  }

  /** The server that the user names by the variable {@code CHROMA_URL}; null when none. */
  static @Nullable String urlFromEnvironment() {
    String url = System.getenv("CHROMA_URL");
    return url == null || url.isBlank() ? null : url.strip();
  }
}
