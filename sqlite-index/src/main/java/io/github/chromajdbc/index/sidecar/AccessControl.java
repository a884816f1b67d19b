package io.github.chromajdbc.index.sidecar;

import io.github.chromajdbc.index.IndexProblem;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask. With a token, whoever shows it. Without one the sidecar listens on the loopback
 * address only, and what remains to fear are web pages in a browser on the same machine: a page
 * shows itself by its Origin, where it only embeds an address, as an image's, by Sec-Fetch-Site,
 * and one that had its host name rebound to this address by its Host.
 */
final class AccessControl {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final byte @Nullable [] token;

  private AccessControl(byte @Nullable [] token) {
    this.token = token;
  }

  /**
   * The rules for an address.
   *
   * @throws io.github.chromajdbc.index.IndexException 42000 for an address that others can reach,
   *     without a token
   */
  static AccessControl of(InetAddress address, @Nullable String token) {
    if (token == null && !address.isLoopbackAddress()) {
      throw IndexProblem.INVALID_REQUEST.exception(
          "Listening on "
              + address.getHostAddress()
              + " needs a token, since others can reach it: give --token-file");
    }
    return new AccessControl(token == null ? null : token.getBytes(StandardCharsets.UTF_8));
  }

  void check(Request request) {
    byte[] expected = token;
    if (expected == null) {
      checkLocal(request);
    } else if (!MessageDigest.isEqual(expected, given(request))) {
      throw IndexProblem.UNAUTHORISED.exception();
    }
  }

  private static byte[] given(Request request) {
    String header = request.header("Authorization");
    if (header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return header.substring(7).strip().getBytes(StandardCharsets.UTF_8);
    }
    String own = request.header("x-chroma-token");
    return (own == null ? "" : own.strip()).getBytes(StandardCharsets.UTF_8);
  }

  private static void checkLocal(Request request) {
    String origin = request.header("Origin");
    if (origin != null) {
      throw IndexProblem.FORBIDDEN_ORIGIN.exception(
          "Without a token the sidecar answers no web pages (Origin " + origin + ")");
    }
    // "none" is an address that the user typed.
    String site = request.header("Sec-Fetch-Site");
    if (site != null && !site.equals("none")) {
      throw IndexProblem.FORBIDDEN_ORIGIN.exception(
          "Without a token the sidecar answers no web pages (Sec-Fetch-Site " + site + ")");
    }
    String host = String.valueOf(request.header("Host")).toLowerCase(Locale.ROOT);
    if (!LOOPBACK.contains(host.replaceFirst(":\\d+$", ""))) {
      throw IndexProblem.FORBIDDEN_ORIGIN.exception(
          "Without a token the sidecar answers as localhost only, not as " + host);
    }
  }
}
