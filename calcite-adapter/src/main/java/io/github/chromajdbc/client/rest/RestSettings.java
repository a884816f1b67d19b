package io.github.chromajdbc.client.rest;

import io.github.chromajdbc.client.MetadataIndex;
import io.github.chromajdbc.client.Quotas;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a Chroma server is and how to talk to it. Tenant and database come with each call.
 *
 * @param tls whether to speak https
 * @param host a name or an address; IPv6 without brackets
 * @param pathPrefix what stands before {@code /api/v2}: empty, or a path that begins with a slash
 *     and ends without one
 * @param headers sent with every request, after the credentials
 * @param proxy null for what the JVM is configured for
 * @param connectTimeout longest time to reach the server; zero for the operating system's own
 * @param socketTimeout longest silence of the server while it owes bytes, where status and headers
 *     count as one piece; zero for no limit
 * @param index how the server finds records, which it does not tell
 * @param quotas what the service limits, which it does not tell either
 */
public record RestSettings(
    boolean tls,
    String host,
    int port,
    String pathPrefix,
    Credentials credentials,
    Map<String, String> headers,
    @Nullable ProxyAddress proxy,
    Duration connectTimeout,
    Duration socketTimeout,
    MetadataIndex index,
    Quotas quotas) {

  /** Where a proxy listens. */
  public record ProxyAddress(String host, int port) {}

  public RestSettings {
    headers = Map.copyOf(headers);
    pathPrefix = normalisedPrefix(pathPrefix);
  }

  /** Plain http without credentials: 10 seconds to connect, 60 seconds of silence. */
  public static RestSettings of(String host, int port) {
    return new RestSettings(
        false,
        host,
        port,
        "",
        new Credentials.None(),
        Map.of(),
        null,
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        MetadataIndex.SINGLE_NODE,
        Quotas.NONE);
  }

  /** The same server by https, or by plain http. */
  public RestSettings withTls(boolean changed) {
    return new RestSettings(
        changed,
        host,
        port,
        pathPrefix,
        credentials,
        headers,
        proxy,
        connectTimeout,
        socketTimeout,
        index,
        quotas);
  }

  /** The same server with these credentials. */
  public RestSettings withCredentials(Credentials changed) {
    return new RestSettings(
        tls,
        host,
        port,
        pathPrefix,
        changed,
        headers,
        proxy,
        connectTimeout,
        socketTimeout,
        index,
        quotas);
  }

  /** The same server with these extra headers. */
  public RestSettings withHeaders(Map<String, String> changed) {
    return new RestSettings(
        tls,
        host,
        port,
        pathPrefix,
        credentials,
        changed,
        proxy,
        connectTimeout,
        socketTimeout,
        index,
        quotas);
  }

  /** The same server behind this path. */
  public RestSettings withPathPrefix(String changed) {
    return new RestSettings(
        tls,
        host,
        port,
        changed,
        credentials,
        headers,
        proxy,
        connectTimeout,
        socketTimeout,
        index,
        quotas);
  }

  /** The same server through this proxy. */
  public RestSettings withProxy(@Nullable ProxyAddress changed) {
    return new RestSettings(
        tls,
        host,
        port,
        pathPrefix,
        credentials,
        headers,
        changed,
        connectTimeout,
        socketTimeout,
        index,
        quotas);
  }

  /** The same server with these limits of patience. */
  public RestSettings withTimeouts(Duration connect, Duration socket) {
    return new RestSettings(
        tls, host, port, pathPrefix, credentials, headers, proxy, connect, socket, index, quotas);
  }

  /** The same server, told what asks, unless the headers tell it already. */
  public RestSettings withUserAgent(String product) {
    if (headers.keySet().stream().anyMatch("User-Agent"::equalsIgnoreCase)) {
      return this;
    }
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("User-Agent", product);
    return withHeaders(all);
  }

  /** The same server, known to be of this kind. */
  public RestSettings withServer(MetadataIndex changedIndex, Quotas changedQuotas) {
    return new RestSettings(
        tls,
        host,
        port,
        pathPrefix,
        credentials,
        headers,
        proxy,
        connectTimeout,
        socketTimeout,
        changedIndex,
        changedQuotas);
  }

  /** {@code host:port}, as messages name the server. */
  public String endpoint() {
    return bracketedHost() + ":" + port;
  }

  /** {@code scheme://host:port/prefix/api/v2}, without a slash at the end. */
  String apiRoot() {
    return (tls ? "https://" : "http://") + endpoint() + pathPrefix + "/api/v2";
  }

  private String bracketedHost() {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  private static String normalisedPrefix(String prefix) {
    String path = prefix;
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
  }

  /** Without credentials, and without the values of headers, which may be some. */
  @Override
  public String toString() {
    return "RestSettings[" + apiRoot() + ", headers=" + headers.keySet() + ", proxy=" + proxy + "]";
  }
}
