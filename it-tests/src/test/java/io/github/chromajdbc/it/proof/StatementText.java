package io.github.chromajdbc.it.proof;

import java.util.ArrayList;
import java.util.List;

/** A statement being written in a dialect, its values as literals or as parameters. */
final class StatementText {
  private final StringBuilder sql = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();
  private final Dialect dialect;
  private final boolean binds;

  StatementText(Dialect dialect, boolean binds) {
    this.dialect = dialect;
    this.binds = binds;
  }

  Dialect dialect() {
    return dialect;
  }

  boolean binds() {
    return binds;
  }

  void add(String text) {
    sql.append(text);
  }

  void bind(Object value) {
    sql.append('?');
    parameters.add(value);
  }

  String sql() {
    return sql.toString();
  }

  List<Object> parameters() {
    return parameters;
  }
}
