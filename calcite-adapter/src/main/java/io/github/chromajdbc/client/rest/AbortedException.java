package io.github.chromajdbc.client.rest;

import java.io.IOException;

/** This side ended the exchange: cancelled, or the store was closed. */
final class AbortedException extends IOException {
  private static final long serialVersionUID = 1L;

  AbortedException() {
    super("the exchange was aborted");
  }
}
