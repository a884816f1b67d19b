package io.github.chromajdbc;

import java.util.Map;
import java.util.Optional;

/**
 * A URL taken apart, before any value is checked.
 *
 * @param host without brackets; Chroma Cloud's for {@code jdbc:chroma:cloud}
 * @param properties in the order of the URL, decoded
 */
record ParsedUrl(
    boolean cloud,
    String host,
    int port,
    Optional<String> tenant,
    Optional<String> database,
    Map<ChromaProperty, String> properties) {

  /** The values are left out, since some are secret. */
  @Override
  public String toString() {
    return "ParsedUrl[" + host + ":" + port + ", properties=" + properties.keySet() + "]";
  }
}
