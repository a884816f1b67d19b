package io.github.chromajdbc.client.rest;

import java.io.IOException;

/** A reply that no Chroma server sends. The message says what it is instead. */
final class UnexpectedReplyException extends IOException {
  private static final long serialVersionUID = 1L;

  UnexpectedReplyException(String message) {
    super(message);
  }
}
