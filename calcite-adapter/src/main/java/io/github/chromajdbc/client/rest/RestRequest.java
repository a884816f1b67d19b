package io.github.chromajdbc.client.rest;

import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A request to the API.
 *
 * @param method of HTTP
 * @param path below {@code /api/v2}, names percent-encoded
 * @param body JSON; null for a GET
 */
@SuppressWarnings("ArrayRecordComponent") // Handed from the writer to the socket, never compared.
record RestRequest(String method, String path, byte @Nullable [] body) {

  static RestRequest get(String path) {
    return new RestRequest("GET", path, null);
  }

  static RestRequest post(String path, byte[] body) {
    return new RestRequest("POST", path, body);
  }

  static RestRequest put(String path, byte[] body) {
    return new RestRequest("PUT", path, body);
  }

  static String tenantPath(String tenant) {
    return "/tenants/" + segment(tenant);
  }

  static String databasePath(DatabaseName name) {
    return tenantPath(name.tenant()) + "/databases/" + segment(name.database());
  }

  static String collectionPath(CollectionInfo collection) {
    return databasePath(collection.database()) + "/collections/" + segment(collection.id());
  }

  /** One path segment: everything but letters, digits and {@code -_.*} is percent-encoded. */
  static String segment(String name) {
    // URLEncoder writes forms, where a space is a plus; in a path a plus is a plus.
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
