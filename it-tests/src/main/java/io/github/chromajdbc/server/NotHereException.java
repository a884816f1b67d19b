package io.github.chromajdbc.server;

/** One way to get a server does not work on this machine; another may. The message says why. */
final class NotHereException extends Exception {
  private static final long serialVersionUID = 1L;

  NotHereException(String message) {
    super(message);
  }
}
