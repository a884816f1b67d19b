package io.github.chromajdbc.client;

import java.util.List;

/** What {@code auth/identity} answers. */
public record Identity(String userId, String tenant, List<String> databases) {
  public Identity {
    databases = List.copyOf(databases);
  }
}
