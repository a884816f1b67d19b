package io.github.chromajdbc.calcite.statement;

import io.github.chromajdbc.client.DatabaseName;

/**
 * What a connection adds to a statement.
 *
 * @param database where unqualified names are looked up
 * @param user who is connected; empty when nobody knows
 */
public record Session(DatabaseName database, String user) {

  /** A session of nobody in particular. */
  public Session(DatabaseName database) {
    this(database, "");
  }

  /** The same user in another database. */
  public Session in(DatabaseName other) {
    return new Session(other, user);
  }
}
