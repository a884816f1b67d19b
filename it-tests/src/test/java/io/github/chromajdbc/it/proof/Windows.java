package io.github.chromajdbc.it.proof;

import static io.github.chromajdbc.it.proof.RandomTable.pick;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Window functions over the rows of a table. */
final class Windows {
  private static final List<String> BOUNDS =
      List.of(
          "UNBOUNDED PRECEDING",
          "2 PRECEDING",
          "1 PRECEDING",
          "CURRENT ROW",
          "1 FOLLOWING",
          "2 FOLLOWING",
          "UNBOUNDED FOLLOWING");

  private final Random random;
  private final Predicates predicates;
  private final Expressions expressions;
  private final Scope scope;
  private final Node id;

  /**
   * @param alias of the table
   */
  Windows(Random random, Predicates predicates, String alias) {
    this.random = random;
    this.predicates = predicates;
    this.expressions = predicates.expressions();
    this.scope = Scope.of(alias);
    this.id = Field.ID.of(alias);
  }

  Node next() {
    List<Supplier<Node>> kinds =
        List.of(
            this::rank,
            this::number,
            this::neighbour,
            this::ofFrame,
            this::total,
            this::overRows,
            this::overDistances);
    return pick(random, kinds).get();
  }

  /** Rows with equal keys have equal ranks, so the order need not be of all rows. */
  private Node rank() {
    String function = pick(random, List.of("RANK", "DENSE_RANK", "PERCENT_RANK", "CUME_DIST"));
    Kind kind = function.endsWith("RANK") && !function.startsWith("P") ? Kind.WHOLE : Kind.NUMBER;
    return Node.of(
        kind, function + "() OVER ({0}ORDER BY {1}" + direction() + ")", parts(), column());
  }

  private Node number() {
    String function = pick(random, List.of("ROW_NUMBER()", "NTILE(2)", "NTILE(3)"));
    return Node.of(Kind.WHOLE, function + " OVER ({0}ORDER BY {1})", parts(), order());
  }

  private Node neighbour() {
    Kind kind = expressions.kind();
    String function = pick(random, List.of("LAG({0})", "LEAD({0})", "LAG({0}, 2)", "LEAD({0}, 0)"));
    String nulls = pick(random, List.of("", "", " IGNORE NULLS"));
    return Node.of(
        kind,
        function + nulls + " OVER ({1}ORDER BY {2})",
        expressions.column(kind, scope),
        parts(),
        order());
  }

  private Node ofFrame() {
    Kind kind = expressions.kind();
    String function =
        pick(random, List.of("FIRST_VALUE({0})", "LAST_VALUE({0})", "NTH_VALUE({0}, 2)"));
    String nulls = pick(random, List.of("", "", " IGNORE NULLS"));
    return Node.of(
        kind,
        function + nulls + " OVER ({1}ORDER BY {2}" + frame("ROWS") + ")",
        expressions.column(kind, scope),
        parts(),
        order());
  }

  private Node total() {
    Aggregate aggregate = aggregate();
    return Node.of(
        aggregate.kind, aggregate.text + " OVER ({2})", aggregate.value, filter(), parts());
  }

  private Node overRows() {
    Aggregate aggregate = aggregate();
    String exclusion =
        pick(random, List.of("", "", " EXCLUDE CURRENT ROW", " EXCLUDE GROUP", " EXCLUDE TIES"));
    return Node.of(
        aggregate.kind,
        aggregate.text + " OVER ({2}ORDER BY {3}" + frame("ROWS") + exclusion + ")",
        aggregate.value,
        filter(),
        parts(),
        order());
  }

  private Node overDistances() {
    Aggregate aggregate = aggregate();
    return Node.of(
        aggregate.kind,
        aggregate.text + " OVER ({2}ORDER BY {3}" + direction() + frame("RANGE") + ")",
        aggregate.value,
        filter(),
        parts(),
        pick(random, List.of(Field.N, Field.M, Field.PRICE, Field.X)).of(scope.tables().get(0)));
  }

  private record Aggregate(Kind kind, String text, Node value) {}

  private Aggregate aggregate() {
    Kind kind = expressions.kind();
    return switch (random.nextInt(3)) {
      case 0 -> new Aggregate(Kind.WHOLE, "SUM({0}){1}", Field.N.of(scope.tables().get(0)));
      case 1 -> new Aggregate(Kind.WHOLE, "COUNT({0}){1}", expressions.column(kind, scope));
      default ->
          kind == Kind.FLAG
              ? new Aggregate(Kind.WHOLE, "COUNT(*){1}", id)
              : new Aggregate(
                  kind,
                  pick(random, List.of("MIN", "MAX")) + "({0}){1}",
                  expressions.column(kind, scope));
    };
  }

  private Node filter() {
    return random.nextInt(4) == 0
        ? Node.of(Kind.CLAUSE, " FILTER (WHERE {0})", predicates.of(scope, 1))
        : Node.nothing();
  }

  private Node parts() {
    Node column = column();
    return switch (random.nextInt(3)) {
      case 0 -> Node.nothing();
      case 1 -> Node.of(Kind.CLAUSE, "PARTITION BY {0} ", column);
      default -> Node.of(Kind.CLAUSE, "PARTITION BY {0}, {1} ", column, column());
    };
  }

  /** Of all rows: what counts rows must not depend on the engine. */
  private Node order() {
    return Node.of(Kind.CLAUSE, "{0}" + direction() + ", {1}", column(), id);
  }

  private Node column() {
    return expressions.column(expressions.kind(), scope);
  }

  private String direction() {
    return pick(random, List.of("", " DESC", " NULLS FIRST", " DESC NULLS LAST"));
  }

  private String frame(String unit) {
    int lower = random.nextInt(BOUNDS.size() - 1);
    int upper = Math.max(1, lower) + random.nextInt(BOUNDS.size() - Math.max(1, lower));
    return " " + unit + " BETWEEN " + BOUNDS.get(lower) + " AND " + BOUNDS.get(upper);
  }
}
