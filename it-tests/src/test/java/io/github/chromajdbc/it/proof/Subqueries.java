package io.github.chromajdbc.it.proof;

import static io.github.chromajdbc.it.proof.RandomTable.pick;

import java.util.List;
import java.util.Random;

/** Conditions with a query in them, which may name columns of the statement around. */
final class Subqueries {
  /** Queries around a subquery whose columns it may name. */
  private static final int MOST_LEVELS = 3;

  private final Random random;
  private final Predicates predicates;
  private final Tables tables;

  Subqueries(Random random, Predicates predicates, Tables tables) {
    this.random = random;
    this.predicates = predicates;
    this.tables = tables;
  }

  Node condition(Scope around) {
    Tables.Named table = tables.next();
    boolean correlated = around.levels() < MOST_LEVELS && random.nextBoolean();
    Scope scope = Scope.of(table.alias()).within(correlated ? around : null);
    Kind kind = pick(random, List.of(Kind.WHOLE, Kind.NUMBER, Kind.TEXT));
    Expressions expressions = predicates.expressions();
    Node where = Node.of(Kind.CLAUSE, " WHERE {0}", predicates.of(scope, random.nextInt(3)));
    Node item = item(kind, scope);
    Node query = Node.of(Kind.QUERY, "SELECT {0} FROM {1}{2}", item, table.node(), where);
    String not = random.nextInt(3) == 0 ? " NOT" : "";
    Node value =
        kind == Kind.WHOLE && random.nextInt(5) == 0
            ? scalar(around)
            : expressions.column(kind, around);
    return switch (random.nextInt(6)) {
      case 0, 1 -> Node.of(Kind.FLAG, "({0}" + not + " IN ({1}))", value, query);
      case 2 -> Node.of(Kind.FLAG, "(" + not + " EXISTS ({0}))", query);
      case 3 -> {
        String quantifier = random.nextBoolean() ? "ANY" : "ALL";
        yield Node.of(
            Kind.FLAG,
            "({0} " + expressions.comparison() + " " + quantifier + " ({1}))",
            value,
            query);
      }
      case 4 -> {
        Kind other = expressions.kind();
        yield pairs(
            not,
            List.of(value, expressions.column(other, around)),
            List.of(item, expressions.column(other, scope)),
            Node.of(Kind.CLAUSE, "{0}{1}", table.node(), where));
      }
      default -> {
        Node aggregate =
            Node.of(
                Kind.FIXED, pick(random, List.of("MAX({0})", "MIN({0})")), argument(kind, scope));
        Node scalar = Node.of(Kind.QUERY, "SELECT {0} FROM {1}{2}", aggregate, table.node(), where);
        yield Node.of(Kind.FLAG, "({0} " + expressions.comparison() + " ({1}))", value, scalar);
      }
    };
  }

  /**
   * To the other engine a pair with NULL in it is equal to all or none: there as SQL defines it.
   */
  private static Node pairs(String not, List<Node> values, List<Node> items, Node from) {
    return Node.forDriverAndIndependent(
        Kind.FLAG,
        "(({0}, {1})" + not + " IN (SELECT {2}, {3} FROM {4}))",
        "(TRUE" + not + " IN (SELECT ({0} = {2}) AND ({1} = {3}) FROM {4}))",
        values.get(0),
        values.get(1),
        items.get(0),
        items.get(1),
        from);
  }

  /** How many rows there are, one of their values, or the first of them. */
  Node scalar(Scope around) {
    Tables.Named table = tables.next();
    Scope scope = Scope.of(table.alias()).within(around.levels() < MOST_LEVELS ? around : null);
    if (random.nextInt(5) == 0) {
      return first(table, scope);
    }
    Node aggregate =
        random.nextBoolean()
            ? Node.of(Kind.FIXED, "COUNT(*)")
            : Node.of(
                Kind.FIXED,
                pick(random, List.of("MAX({0})", "MIN({0})", "SUM({0})", "COUNT({0})")),
                argument(Kind.WHOLE, scope));
    Node where = Node.of(Kind.CLAUSE, " WHERE {0}", predicates.of(scope, random.nextInt(3)));
    return Node.of(Kind.WHOLE, "(SELECT {0} FROM {1}{2})", aggregate, table.node(), where);
  }

  private Node first(Tables.Named table, Scope scope) {
    Node where = Node.of(Kind.CLAUSE, " WHERE {0}", predicates.of(scope, random.nextInt(3)));
    return Node.of(
        Kind.WHOLE,
        "(SELECT {0} FROM {1}{2} ORDER BY {3} LIMIT 1)",
        predicates.expressions().column(Kind.WHOLE, Scope.of(table.alias())),
        table.node(),
        where,
        Field.ID.of(table.alias()));
  }

  /** A value of each row: a column, now and then what a query within finds. */
  private Node item(Kind kind, Scope scope) {
    return kind == Kind.WHOLE && random.nextInt(6) == 0
        ? scalar(scope)
        : predicates.expressions().column(kind, scope);
  }

  /**
   * Names a column of its own query: of others alone the aggregate is one of theirs. Columns of
   * groups around are not named in it: the other engine takes all of them from the last group.
   */
  private Node argument(Kind kind, Scope scope) {
    Node own = predicates.expressions().column(kind, scope.within(null));
    return kind == Kind.WHOLE && random.nextInt(6) == 0
        ? Expressions.binary(
            "+", kind, own, scalar(isWithinGroups(scope) ? scope.within(null) : scope))
        : own;
  }

  private static boolean isWithinGroups(Scope scope) {
    for (Scope around = scope.outer(); around != null; around = around.outer()) {
      if (around.tables().isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
