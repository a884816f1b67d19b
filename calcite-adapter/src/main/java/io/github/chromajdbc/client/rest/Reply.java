package io.github.chromajdbc.client.rest;

import java.io.IOException;
import java.io.InputStream;

/**
 * What the server answers, while its body is still on the way.
 *
 * @param contentType empty when the server names none
 * @param location where a redirect points to, else empty
 */
record Reply(int status, String contentType, String location, InputStream body) {

  boolean isJson() {
    return contentType.contains("json");
  }

  /** Turns a reply into a value. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Reply reply) throws IOException;
  }
}
