package io.github.chromajdbc.client.rest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How a request says who sends it. No text form of a credential shows its secret. */
public sealed interface Credentials {

  /** The request header that carries the credential. */
  default String headerName() {
    return "Authorization";
  }

  /** The header's value; empty when nothing is sent. */
  String headerValue();

  /** The server asks for nothing. */
  record None() implements Credentials {
    @Override
    public String headerValue() {
      return "";
    }
  }

  /** Chroma's own header, as Chroma Cloud takes it. */
  record ChromaToken(String token) implements Credentials {
    @Override
    public String headerName() {
      return "x-chroma-token";
    }

    @Override
    public String headerValue() {
      return token;
    }

    @Override
    public String toString() {
      return "ChromaToken[***]";
    }
  }

  /** A bearer token (RFC 6750). */
  record Bearer(String token) implements Credentials {
    @Override
    public String headerValue() {
      return "Bearer " + token;
    }

    @Override
    public String toString() {
      return "Bearer[***]";
    }
  }

  /** User and password (RFC 7617), in UTF-8. */
  record Basic(String user, String password) implements Credentials {
    @Override
    public String headerValue() {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
      return "Basic[***]";
    }
  }
}
