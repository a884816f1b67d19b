package io.github.chromajdbc.server;

import java.io.IOException;

/** A program that starts a server, says where, and ends when told to, without closing it. */
final class ServerHolder {
  private ServerHolder() {}

  @SuppressWarnings("SystemOut") // The parent reads it.
  public static void main(String[] arguments) throws IOException {
    ChromaServer server = ChromaServer.start();
    System.out.println(server.url());
    int command = System.in.read();
    System.exit(command == 'x' ? 3 : 0);
  }
}
