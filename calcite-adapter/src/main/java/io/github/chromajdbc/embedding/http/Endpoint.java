package io.github.chromajdbc.embedding.http;

import io.github.chromajdbc.embedding.EmbeddingModel;
import io.github.chromajdbc.error.ChromaError;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a service is asked, after it was checked that the texts may go there.
 *
 * @param base without a slash at its end
 * @param trust who vouches for it
 */
record Endpoint(URI base, Trust trust) {

  /** Who said that the texts may go there, from the publisher to a collection's configuration. */
  enum Trust {
    /** The service's own address. */
    OWN,
    /** The property {@code embedding} names it. */
    USER,
    /** The collection names it, and {@code allowedEmbeddingHosts} lists its host. */
    ALLOWED,
    /** The same, listed as {@code http://...}: a key may go there without TLS. */
    ALLOWED_WITHOUT_TLS
  }

  /**
   * @throws io.github.chromajdbc.error.ChromaException 42501 when the collection names a host that
   *     is not allowed, 0A000 when there is no usable address
   */
  static Endpoint of(HttpService service, EmbeddingModel model) {
    String option = model.options().get(service.baseSetting());
    if (option != null) {
      return new Endpoint(parse(service, option, "The property embedding"), Trust.USER);
    }
    String stored = model.storedText(service.baseSetting());
    if (stored == null) {
      if (service.base() == null) {
        throw ChromaError.EMBEDDING_NOT_AVAILABLE.exception(
            String.format(
                Locale.ROOT,
                "%s: the provider %s needs the address of its server: property embedding=%s;%s=https://...",
                model.subject(),
                service.name(),
                service.name(),
                service.baseSetting()));
      }
      return new Endpoint(URI.create(service.base()), Trust.OWN);
    }
    URI base = parse(service, stored, model.subject());
    if (service.base() != null && sameOrigin(base, URI.create(service.base()))) {
      return new Endpoint(base, Trust.OWN);
    }
    Trust trust = allowed(base, model.settings().allowedHosts());
    if (trust == null) {
      throw ChromaError.EMBEDDING_NOT_ALLOWED.exception(
          String.format(
              Locale.ROOT,
              "%s stores an embedding function that sends texts to %s, which is not the address of %s. If you trust it, add %s to the property allowedEmbeddingHosts",
              model.subject(),
              origin(base),
              service.name(),
              base.getRawAuthority()));
    }
    return new Endpoint(base, trust);
  }

  private static URI parse(HttpService service, String address, String subject) {
    try {
      String trimmed = address.strip();
      while (trimmed.endsWith("/")) {
        trimmed = trimmed.substring(0, trimmed.length() - 1);
      }
      URI uri = new URI(trimmed);
      if (service.protocol() == Protocol.OLLAMA && uri.getHost() != null) {
        // Older clients stored the path of the request with the address.
        String path = uri.getRawPath();
        if (path != null && path.startsWith("/api/")) {
          uri = new URI(uri.getScheme() + "://" + uri.getRawAuthority());
        }
      }
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.getHost() != null
          && (scheme.equals("http") || scheme.equals("https"))
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Answered below: the address itself may hold a password and is not repeated.
    }
    throw ChromaError.EMBEDDING_NOT_AVAILABLE.exception(
        String.format(
            Locale.ROOT,
            "%s has an address of %s that is not http[s]://host[:port][/path], without user, query and fragment",
            subject,
            service.name()));
  }

  private static @Nullable Trust allowed(URI base, List<String> entries) {
    Trust trust = null;
    for (String entry : entries) {
      boolean hasScheme = entry.contains("://");
      URI allowed;
      try {
        allowed = new URI(hasScheme ? entry : "any://" + entry);
      } catch (URISyntaxException e) {
        throw invalidEntry(entry);
      }
      if (allowed.getHost() == null) {
        throw invalidEntry(entry);
      }
      boolean sameHost = allowed.getHost().equalsIgnoreCase(base.getHost());
      if (hasScheme && sameOrigin(allowed, base)) {
        return isPlain(base) ? Trust.ALLOWED_WITHOUT_TLS : Trust.ALLOWED;
      }
      if (!hasScheme && sameHost && (allowed.getPort() < 0 || allowed.getPort() == port(base))) {
        trust = Trust.ALLOWED;
      }
    }
    return trust;
  }

  private static RuntimeException invalidEntry(String entry) {
    return ChromaError.INVALID_PROPERTY_VALUE.exception(
        "allowedEmbeddingHosts",
        entry,
        "each entry must be host, host:port, http://host:port or https://host:port");
  }

  private static boolean sameOrigin(URI left, URI right) {
    return left.getScheme().equalsIgnoreCase(right.getScheme())
        && left.getHost().equalsIgnoreCase(right.getHost())
        && port(left) == port(right);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : isPlain(uri) ? 80 : 443;
  }

  private static boolean isPlain(URI uri) {
    return uri.getScheme().equalsIgnoreCase("http");
  }

  private static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  /** Scheme, host and port, for messages. */
  String origin() {
    return origin(base);
  }

  /** Whether a key may be sent: over TLS, within this machine, or where the user said so. */
  boolean mayTakeKey() {
    return !isPlain(base)
        || trust == Trust.USER
        || trust == Trust.ALLOWED_WITHOUT_TLS
        || isLoopback();
  }

  private boolean isLoopback() {
    String host = base.getHost().toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }
}
