package io.github.chromajdbc.client.rest;

import java.io.IOException;

/** The server owed bytes and sent none for the socket timeout. */
final class SilenceException extends IOException {
  private static final long serialVersionUID = 1L;

  SilenceException() {
    super("no bytes within the socket timeout");
  }
}
