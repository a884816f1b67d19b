package io.github.chromajdbc.index.operation;

import io.github.chromajdbc.index.file.SqliteSession;
import io.github.chromajdbc.index.filter.ServerStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks SQLite for plans, with the values bound as the server binds them: SQLite may look at bound
 * values when it plans, so a plan without them could differ from the server's.
 */
final class PlanReader {
  private static final Pattern INDEX = Pattern.compile(" USING (?:COVERING )?INDEX (\\S+)");

  private final SqliteSession session;

  PlanReader(SqliteSession session) {
    this.session = session;
  }

  /** The lines of EXPLAIN QUERY PLAN. */
  List<String> plan(ServerStatement statement) {
    return session.query(
        "EXPLAIN QUERY PLAN " + statement.sql(),
        row -> row.getString("detail"),
        statement.arguments().toArray());
  }

  /** The indexes that a plan names, each once, in its order. */
  static List<String> indexes(List<String> plan) {
    List<String> names = new ArrayList<>();
    for (String line : plan) {
      Matcher matcher = INDEX.matcher(line);
      if (matcher.find() && !names.contains(matcher.group(1))) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }
}
