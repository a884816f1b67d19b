package io.github.chromajdbc.thin;

import io.github.chromajdbc.error.ChromaError;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a thin server listens and whom it serves.
 *
 * @param port 0 takes a free one
 * @param login empty when everybody on this machine is served
 * @param keys empty for plain http
 * @param maxConnections most connections of all clients at once
 */
public record ThinServerOptions(
    String host, int port, Optional<Login> login, Optional<Keys> keys, int maxConnections) {

  /** This machine only, on port 8765, which Avatica's own server uses. */
  public static final ThinServerOptions DEFAULT =
      new ThinServerOptions("127.0.0.1", 8765, Optional.empty(), Optional.empty(), 100);

  /** What clients show: HTTP Basic. */
  public record Login(String user, String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }

  /** The server's certificate and key for https. */
  public record Keys(Path keystore, String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return "Keys[" + keystore + "]";
    }
  }

  public ThinServerOptions withPort(int newPort) {
    return new ThinServerOptions(host, newPort, login, keys, maxConnections);
  }

  public ThinServerOptions withHost(String newHost) {
    return new ThinServerOptions(newHost, port, login, keys, maxConnections);
  }

  public ThinServerOptions withLogin(String user, String password) {
    return new ThinServerOptions(
        host, port, Optional.of(new Login(user, password)), keys, maxConnections);
  }

  public ThinServerOptions withKeys(Path keystore, String password) {
    return new ThinServerOptions(
        host, port, login, Optional.of(new Keys(keystore, password)), maxConnections);
  }

  public ThinServerOptions withMaxConnections(int most) {
    return new ThinServerOptions(host, port, login, keys, most);
  }

  /**
   * The address to listen on, when it is safe to.
   *
   * @throws io.github.chromajdbc.error.ChromaException 08001 for another address than this
   *     machine's own without a login, or without https
   */
  InetAddress safeAddress() {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw ChromaError.INVALID_URL.causedBy(e, "There is no host " + host + " to listen on");
    }
    if (!address.isLoopbackAddress() && (login.isEmpty() || keys.isEmpty())) {
      throw ChromaError.INVALID_URL.exception(
          "A thin server that other machines reach needs a login and https: give --user and"
              + " --keystore, or listen on 127.0.0.1");
    }
    return address;
  }
}
