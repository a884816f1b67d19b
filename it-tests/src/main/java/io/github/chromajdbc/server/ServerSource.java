package io.github.chromajdbc.server;

import java.util.List;

/** One way to get the server onto this machine. */
interface ServerSource {

  /**
   * The command that runs the server, to which its own arguments ({@code --path ...}) are added.
   *
   * @throws NotHereException when this way does not work on this machine
   */
  List<String> command(ServerVersion version, ServerCache cache) throws NotHereException;
}
