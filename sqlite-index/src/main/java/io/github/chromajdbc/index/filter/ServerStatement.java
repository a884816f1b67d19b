package io.github.chromajdbc.index.filter;

import java.util.List;

/**
 * A statement in the form in which the server gives it to SQLite.
 *
 * @param arguments the values of the question marks: String, Long, Double or Boolean
 */
public record ServerStatement(String sql, List<Object> arguments) {
  public ServerStatement {
    arguments = List.copyOf(arguments);
  }
}
