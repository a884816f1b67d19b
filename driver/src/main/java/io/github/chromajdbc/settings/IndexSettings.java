package io.github.chromajdbc.settings;

import java.util.Optional;

/** Where indexes are built: in a local file, or by a sidecar beside the server. */
public record IndexSettings(Optional<String> file, Optional<String> url, Optional<String> token) {

  @Override
  public String toString() {
    return "IndexSettings[file="
        + file
        + ", url="
        + url
        + ", token="
        + (token.isPresent() ? "***" : "none")
        + "]";
  }
}
