package io.github.chromajdbc.settings;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How requests travel.
 *
 * @param headers sent with every request, in the order given
 * @param proxy an HTTP proxy, not resolved
 * @param connectTimeout bounds the whole of connecting: the socket, TLS and the first questions
 * @param socketTimeout longest silence while a reply is awaited; zero for no limit
 */
public record NetworkSettings(
    Map<String, String> headers,
    Optional<InetSocketAddress> proxy,
    Duration connectTimeout,
    Duration socketTimeout) {

  /** Headers may carry secrets: only their names are told. */
  @Override
  public String toString() {
    return "NetworkSettings[headers="
        + headers.keySet()
        + ", proxy="
        + proxy
        + ", connectTimeout="
        + connectTimeout
        + ", socketTimeout="
        + socketTimeout
        + "]";
  }
}
