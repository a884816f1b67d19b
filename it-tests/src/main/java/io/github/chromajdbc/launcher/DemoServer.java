package io.github.chromajdbc.launcher;

import io.github.chromajdbc.demo.SampleLoader;
import io.github.chromajdbc.server.ChromaServer;
import java.io.IOException;

/** A Chroma of the demo's own, filled with the sample. It stops with this object, or the JVM. */
final class DemoServer implements AutoCloseable {
  private final ChromaServer server;

  private DemoServer(ChromaServer server) {
    this.server = server;
  }

  /**
   * Starts a server and fills it.
   *
   * @throws io.github.chromajdbc.server.ServerUnavailableException when there is no way to get one
   * @throws IOException when it does not take the sample
   */
  static DemoServer start() throws IOException {
    ChromaServer server = ChromaServer.start();
    boolean loaded = false;
    try {
      new SampleLoader(server.url()).load();
      loaded = true;
      return new DemoServer(server);
    } finally {
      if (!loaded) {
        server.close();
      }
    }
  }

  /** Where the driver finds the sample: in the database that every server has. */
  String jdbcUrl() {
    return "jdbc:chroma://" + server.host() + ":" + server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
