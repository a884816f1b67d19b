package io.github.chromajdbc.settings;

/**
 * Where Chroma listens.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without brackets
 * @param pathPrefix what a proxy puts in front of {@code /api/v2}: empty, or with a leading and
 *     without a trailing slash
 */
public record Endpoint(boolean ssl, String host, int port, String pathPrefix) {

  /** As messages and HTTP clients name it: {@code http://localhost:8000}. */
  public String url() {
    return (ssl ? "https://" : "http://") + authority() + pathPrefix;
  }

  /** {@code host:port}, an IPv6 address in brackets. */
  public String authority() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
