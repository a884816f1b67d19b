package io.github.chromajdbc.thin;

import java.io.IOException;
import org.apache.calcite.avatica.proto.Common.WireMessage;

/**
 * The names of messages on the wire, which are names of Avatica's classes. In the released jar
 * those classes stand in another package, and clients know nothing of it.
 */
final class WireNames {
  /** Not in one piece: whoever relocates classes relocates such texts with them. */
  private static final String ON_THE_WIRE =
      String.join(".", "org", "apache", "calcite", "avatica", "proto") + ".";

  private static final String HERE = WireMessage.class.getPackageName() + ".";

  private WireNames() {}

  /** A client's message with the name that its class has here. */
  static byte[] received(byte[] message) throws IOException {
    return renamed(message, ON_THE_WIRE, HERE);
  }

  /** A message of ours with the name that clients know. */
  static byte[] sent(byte[] message) throws IOException {
    return renamed(message, HERE, ON_THE_WIRE);
  }

  private static byte[] renamed(byte[] message, String from, String to) throws IOException {
    if (from.equals(to)) {
      return message;
    }
    WireMessage wire = WireMessage.parseFrom(message);
    String name = wire.getName();
    return name.startsWith(from)
        ? wire.toBuilder().setName(to + name.substring(from.length())).build().toByteArray()
        : message;
  }
}
