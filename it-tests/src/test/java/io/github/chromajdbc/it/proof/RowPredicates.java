package io.github.chromajdbc.it.proof;

import static io.github.chromajdbc.it.proof.RandomTable.pick;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random comparisons of rows with rows, {@code (a, b) < (c, d)}. The other engine gets them column
 * by column, as SQL defines them.
 */
final class RowPredicates {
  private static final String LESS = "({0} < {2} OR ({0} = {2} AND {1} < {3}))";
  private static final String GREATER = "({0} > {2} OR ({0} = {2} AND {1} > {3}))";
  private static final String AT_LEAST = "({0} > {2} OR ({0} = {2} AND {1} >= {3}))";
  private static final String AT_MOST = "({0} < {2} OR ({0} = {2} AND {1} <= {3}))";
  private static final String BETWEEN =
      "(" + AT_LEAST + " AND " + AT_MOST.replace("{2}", "{4}").replace("{3}", "{5}") + ")";

  private final Random random;
  private final Expressions expressions;
  private final Scope scope;

  private RowPredicates(Random random, Expressions expressions, Scope scope) {
    this.random = random;
    this.expressions = expressions;
    this.scope = scope;
  }

  static Node of(Random random, Expressions expressions, Scope scope) {
    return new RowPredicates(random, expressions, scope).comparison();
  }

  private Node comparison() {
    Kind first = ordered();
    Kind second = ordered();
    List<Node> row = List.of(expressions.column(first, scope), expressions.column(second, scope));
    return switch (random.nextInt(12)) {
      case 0, 1 -> comparison("<", LESS, row, other(first), other(second));
      case 2, 3 -> comparison(">", GREATER, row, other(first), other(second));
      case 4, 5 -> comparison("<=", AT_MOST, row, other(first), other(second));
      case 6, 7 -> comparison(">=", AT_LEAST, row, other(first), other(second));
      case 8 -> comparison("=", "({0} = {2} AND {1} = {3})", row, other(first), other(second));
      case 9 -> comparison("<>", "({0} <> {2} OR {1} <> {3})", row, other(first), other(second));
      case 10 -> {
        String distinct = "({0} IS DISTINCT FROM {2} OR {1} IS DISTINCT FROM {3})";
        boolean not = random.nextBoolean();
        yield comparison(
            not ? "IS NOT DISTINCT FROM" : "IS DISTINCT FROM",
            not ? "(NOT " + distinct + ")" : distinct,
            row,
            sure(first),
            sure(second));
      }
      default -> between(row, first, second);
    };
  }

  private static Node comparison(
      String operator, String byColumns, List<Node> row, Node first, Node second) {
    return Node.forDriverAndIndependent(
        Kind.FLAG,
        "(({0}, {1}) " + operator + " ({2}, {3}))",
        byColumns,
        row.get(0),
        row.get(1),
        first,
        second);
  }

  private Node between(List<Node> row, Kind first, Kind second) {
    String not = random.nextInt(3) == 0 ? "NOT " : "";
    List<Node> parts = new ArrayList<>(row);
    for (int end = 0; end < 2; end++) {
      parts.add(other(first));
      parts.add(other(second));
    }
    return Node.forDriverAndIndependent(
        Kind.FLAG,
        "(({0}, {1}) " + not + "BETWEEN ({2}, {3}) AND ({4}, {5}))",
        "(" + not + BETWEEN + ")",
        parts.toArray(Node[]::new));
  }

  private Kind ordered() {
    return pick(random, List.of(Kind.WHOLE, Kind.NUMBER, Kind.TEXT));
  }

  private Node other(Kind kind) {
    return random.nextInt(4) == 0 ? expressions.bindable(kind) : sure(kind);
  }

  /** No parameter: the other engine needs a type for each. */
  private Node sure(Kind kind) {
    return random.nextBoolean() ? expressions.literal(kind) : expressions.column(kind, scope);
  }
}
