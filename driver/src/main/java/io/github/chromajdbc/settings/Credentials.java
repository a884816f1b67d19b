package io.github.chromajdbc.settings;

/** What the driver shows the server. None of them tells its secret in {@code toString}. */
public sealed interface Credentials {

  /** Nothing is shown. */
  record None() implements Credentials {}

  /** {@code Authorization: Bearer}, property {@code token}. */
  record Token(String token) implements Credentials {
    @Override
    public String toString() {
      return "Token[***]";
    }
  }

  /** {@code Authorization: Basic}, properties {@code user} and {@code password}. */
  record Basic(String user, String password) implements Credentials {
    @Override
    public String toString() {
      return "Basic[user=" + user + ", password=***]";
    }
  }

  /** {@code x-chroma-token}, property {@code apiKey}. */
  record ApiKey(String key) implements Credentials {
    @Override
    public String toString() {
      return "ApiKey[***]";
    }
  }

  /** What {@code DatabaseMetaData.getUserName} answers; empty without a user. */
  default String userName() {
    return this instanceof Basic basic ? basic.user() : "";
  }
}
