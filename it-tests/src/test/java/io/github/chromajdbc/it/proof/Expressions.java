package io.github.chromajdbc.it.proof;

import static io.github.chromajdbc.it.proof.RandomTable.pick;

import java.util.List;
import java.util.Random;

/**
 * Random expressions over the columns of a scope.
 *
 * <p>Numbers stay small and dyadic, so that no engine rounds: an answer then does not depend on how
 * wide its engine computes. The ends of the number ranges are compared, not computed with.
 */
final class Expressions {
  private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=");

  private final Random random;
  private final Predicates predicates;

  Expressions(Random random, Predicates predicates) {
    this.random = random;
    this.predicates = predicates;
  }

  Node of(Kind kind, Scope scope, int depth) {
    return switch (kind) {
      case WHOLE -> whole(scope, depth);
      case NUMBER -> number(scope, depth);
      case TEXT -> text(scope, depth);
      case FLAG -> depth > 0 ? predicates.of(scope, depth) : flag(scope);
      case QUERY, CLAUSE, LIST, FIXED -> throw new IllegalArgumentException(kind.toString());
    };
  }

  Kind kind() {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> Kind.WHOLE;
      case 3, 4 -> Kind.NUMBER;
      case 5, 6 -> Kind.TEXT;
      default -> Kind.FLAG;
    };
  }

  String comparison() {
    return pick(random, COMPARISONS);
  }

  /** A column of the scope, now and then of one around it; a literal where there is none. */
  Node column(Kind kind, Scope scope) {
    Scope around = scope.outer();
    if (around != null && random.nextInt(4) == 0) {
      return column(kind, around);
    }
    List<Node> columns = scope.columns(kind);
    return columns.isEmpty() ? literal(kind) : pick(random, columns);
  }

  Node flag(Scope scope) {
    return column(Kind.FLAG, scope);
  }

  /** A literal that is no parameter: its type must be plain where nothing else tells it. */
  Node literal(Kind kind) {
    String text = Literals.of(value(kind));
    return kind == Kind.NUMBER
        ? Node.forDriverAndIndependent(kind, text, "CAST(" + text + " AS DOUBLE PRECISION)")
        : Node.of(kind, text);
  }

  Node bindable(Kind kind) {
    return Node.bindable(kind, value(kind));
  }

  Object value(Kind kind) {
    return switch (kind) {
      case WHOLE -> (Object) (long) (random.nextInt(9) - 4);
      case NUMBER -> (random.nextInt(25) - 12) / 4.0;
      case TEXT -> pick(random, random.nextBoolean() ? RandomTable.NAMES : RandomTable.CITIES);
      case FLAG -> random.nextBoolean();
      case QUERY, CLAUSE, LIST, FIXED -> throw new IllegalArgumentException(kind.toString());
    };
  }

  private Node whole(Scope scope, int depth) {
    if (depth <= 0) {
      return random.nextInt(5) == 0 ? literal(Kind.WHOLE) : column(Kind.WHOLE, scope);
    }
    return switch (random.nextInt(11)) {
      case 0 -> binary("+", Kind.WHOLE, whole(scope, depth - 1), whole(scope, depth - 1));
      case 1 -> binary("-", Kind.WHOLE, whole(scope, depth - 1), whole(scope, depth - 1));
      case 2 -> binary("*", Kind.WHOLE, whole(scope, depth - 1), literal(Kind.WHOLE));
      case 3 -> { // a sum is a DECIMAL, and the length of its quotient the engine's own
        Node whole = Node.of(Kind.WHOLE, "CAST({0} AS BIGINT)", whole(scope, depth - 1));
        yield binary("/", Kind.WHOLE, whole, divisor());
      }
      case 4 -> Node.of(Kind.WHOLE, "MOD({0}, {1})", whole(scope, depth - 1), divisor());
      case 5 -> Node.of(Kind.WHOLE, "ABS({0})", whole(scope, depth - 1));
      case 6 -> Node.of(Kind.WHOLE, "(- {0})", whole(scope, depth - 1));
      case 7 -> Node.of(Kind.WHOLE, "CHAR_LENGTH({0})", column(Kind.TEXT, plain(scope)));
      case 8 ->
          Node.of(Kind.WHOLE, "POSITION({0} IN {1})", Node.of(Kind.TEXT, "'a'"), text(scope, 0));
      default -> shared(Kind.WHOLE, scope, depth);
    };
  }

  /** The scope; whether the engines count 😀 as one or two is not what is tested. */
  private static Scope plain(Scope scope) {
    List<Node> columns =
        scope.columns(Kind.TEXT).stream()
            .filter(c -> !c.toString().endsWith("city") && !c.toString().endsWith("document"))
            .toList();
    return Scope.derived(columns);
  }

  private Node divisor() {
    return Node.of(Kind.FIXED, pick(random, List.of("2", "3", "-2", "7")));
  }

  private Node number(Scope scope, int depth) {
    if (depth <= 0) {
      return random.nextInt(5) == 0 ? literal(Kind.NUMBER) : column(Kind.NUMBER, scope);
    }
    return switch (random.nextInt(9)) {
      case 0 -> binary("+", Kind.NUMBER, number(scope, depth - 1), number(scope, depth - 1));
      case 1 -> binary("-", Kind.NUMBER, number(scope, depth - 1), whole(scope, depth - 1));
      case 2 -> binary("*", Kind.NUMBER, number(scope, depth - 1), literal(Kind.NUMBER));
      case 3 ->
          binary(
              "/", Kind.NUMBER, number(scope, depth - 1), Node.of(Kind.FIXED, "CAST(2 AS DOUBLE)"));
      case 4 -> Node.of(Kind.NUMBER, "ABS({0})", number(scope, depth - 1));
      case 5 ->
          Node.forDriverAndIndependent(
              Kind.NUMBER,
              "CAST({0} AS DOUBLE)",
              "CAST({0} AS DOUBLE PRECISION)",
              whole(scope, depth - 1));
      case 6 -> Node.of(Kind.NUMBER, "FLOOR({0})", column(Kind.NUMBER, scope));
      default -> shared(Kind.NUMBER, scope, depth);
    };
  }

  private Node text(Scope scope, int depth) {
    if (depth <= 0) {
      return random.nextInt(5) == 0 ? literal(Kind.TEXT) : column(Kind.TEXT, scope);
    }
    return switch (random.nextInt(8)) {
      case 0 -> binary("||", Kind.TEXT, text(scope, depth - 1), text(scope, depth - 1));
      case 1 -> Node.of(Kind.TEXT, "UPPER({0})", text(scope, depth - 1));
      case 2 -> Node.of(Kind.TEXT, "LOWER({0})", text(scope, depth - 1));
      case 3 -> Node.of(Kind.TEXT, "SUBSTRING({0} FROM 1 FOR 2)", column(Kind.TEXT, plain(scope)));
      case 4 -> Node.of(Kind.TEXT, "TRIM({0})", text(scope, depth - 1));
      case 5 -> Node.of(Kind.TEXT, "CAST({0} AS VARCHAR)", whole(scope, depth - 1));
      default -> shared(Kind.TEXT, scope, depth);
    };
  }

  /** The forms that every kind has. */
  private Node shared(Kind kind, Scope scope, int depth) {
    return switch (random.nextInt(4)) {
      case 0 ->
          Node.of(
              kind,
              "CASE WHEN {0} THEN {1} ELSE {2} END",
              predicates.of(scope, depth - 1),
              of(kind, scope, depth - 1),
              of(kind, scope, depth - 1));
      case 1 ->
          Node.of(
              kind,
              "CASE WHEN {0} THEN {1} WHEN {2} THEN {3} END",
              predicates.of(scope, depth - 1),
              of(kind, scope, depth - 1),
              predicates.of(scope, 0),
              of(kind, scope, 0));
      case 2 -> Node.of(kind, "COALESCE({0}, {1})", of(kind, scope, depth - 1), of(kind, scope, 0));
      default -> Node.of(kind, "NULLIF({0}, {1})", of(kind, scope, depth - 1), literal(kind));
    };
  }

  static Node binary(String operator, Kind kind, Node left, Node right) {
    return Node.of(kind, "({0} " + operator + " {1})", left, right);
  }
}
