package io.github.chromajdbc.it.proof;

import static io.github.chromajdbc.it.proof.RandomTable.pick;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random statements.
 *
 * <p>A LIMIT always stands on an order over all columns, so that which rows it keeps is certain.
 */
final class Statements {
  private final Random random;
  private final Predicates predicates;
  private final Expressions expressions;
  private final Subqueries subqueries;
  private final Tables tables;

  /**
   * Whether columns with the ends of number ranges may be selected: what is selected inside is
   * computed with outside.
   */
  private boolean ends = true;

  /**
   * @param arrays whether the tables have arrays
   */
  Statements(Random random, List<String> tableNames, boolean arrays) {
    this.random = random;
    tables = new Tables(random, tableNames);
    predicates = new Predicates(random, arrays);
    expressions = predicates.expressions();
    subqueries = new Subqueries(random, predicates, tables);
    predicates.use(subqueries);
  }

  Node next() {
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5, 6 -> ordered(rows(kinds(), from()), true);
      case 7, 8, 9, 10 -> ordered(groups(from()), true);
      case 11 -> aggregates(from());
      case 12, 13 -> ordered(combined(), true);
      case 14 -> fullJoin();
      case 15, 16 -> ordered(derived(), true);
      case 17 -> common();
      case 18 -> windows();
      default -> edgeArithmetic();
    };
  }

  /** A condition on one table, as deep as they come. */
  Node condition(String alias) {
    return predicates.of(Scope.of(alias), random.nextInt(7));
  }

  /** A query and the kinds of its columns. */
  private record Query(Node node, List<Kind> kinds) {
    List<Integer> positions() {
      return IntStream.range(0, kinds.size()).boxed().toList();
    }
  }

  private record From(Node node, Scope scope) {}

  private List<Kind> kinds() {
    return IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(i -> expressions.kind()).toList();
  }

  private From from() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> join();
      default -> {
        Tables.Named table = tables.next();
        yield new From(table.node(), Scope.of(table.alias()));
      }
    };
  }

  private From join() {
    Tables.Named left = tables.next();
    Tables.Named right = tables.next();
    Scope scope = Scope.of(left.alias(), right.alias());
    Node condition = on(left.alias(), right.alias());
    String type = pick(random, List.of("JOIN", "LEFT JOIN", "RIGHT JOIN"));
    Node joined =
        Node.of(Kind.FIXED, "{0} " + type + " {1} ON {2}", left.node(), right.node(), condition);
    return new From(joined, scope);
  }

  /** Mostly an equality of keys, now and then with more. */
  private Node on(String left, String right) {
    Node equal =
        switch (random.nextInt(5)) {
          case 0 -> same(Field.ID, left, right);
          case 1 -> same(Field.NAME, left, right);
          case 2 ->
              Expressions.binary(
                  "=",
                  Kind.FLAG,
                  Field.N.of(left),
                  pick(random, List.of(Field.X, Field.M)).of(right));
          default -> same(Field.N, left, right);
        };
    return random.nextInt(3) > 0
        ? equal
        : Expressions.binary(
            "AND", Kind.FLAG, equal, predicates.of(Scope.of(left, right), random.nextInt(2)));
  }

  private static Node same(Field field, String left, String right) {
    return Expressions.binary("=", Kind.FLAG, field.of(left), field.of(right));
  }

  private Node where(Scope scope) {
    return random.nextInt(6) == 0
        ? Node.nothing()
        : Node.of(Kind.CLAUSE, " WHERE {0}", predicates.of(scope, random.nextInt(7)));
  }

  private Node items(List<Node> values) {
    return Node.list(
        Kind.LIST,
        IntStream.range(0, values.size())
            .mapToObj(i -> Node.of(Kind.FIXED, "{0} AS c" + i, values.get(i)))
            .toList());
  }

  private Query rows(List<Kind> kinds, From from) {
    List<Node> values =
        kinds.stream().map(kind -> item(kind, from.scope())).collect(Collectors.toList());
    Node distinct = random.nextInt(4) == 0 ? Node.of(Kind.CLAUSE, "DISTINCT ") : Node.nothing();
    return new Query(
        Node.of(
            Kind.QUERY,
            "SELECT {0}{1} FROM {2}{3}",
            distinct,
            items(values),
            from.node(),
            where(from.scope())),
        kinds);
  }

  private Node item(Kind kind, Scope scope) {
    if (kind == Kind.WHOLE && random.nextInt(12) == 0) {
      return subqueries.scalar(scope);
    }
    if (random.nextInt(12) == 0 && ends && !scope.tables().isEmpty()) {
      Field end = kind == Kind.WHOLE ? Field.BIG : kind == Kind.NUMBER ? Field.FAR : Field.NAME;
      if (end.kind == kind) {
        return end.of(pick(random, scope.tables()));
      }
    }
    return random.nextInt(3) > 0
        ? expressions.column(kind, scope)
        : expressions.of(kind, scope, 1 + random.nextInt(3));
  }

  /** An aggregate function and the kind of its value. */
  private Node aggregate(Kind kind, Scope scope) {
    String distinct = random.nextInt(4) == 0 ? "DISTINCT " : "";
    Node filter =
        random.nextInt(6) == 0
            ? Node.of(Kind.CLAUSE, " FILTER (WHERE {0})", predicates.of(scope, 1))
            : Node.nothing();
    if (kind == Kind.WHOLE) {
      return switch (random.nextInt(5)) {
        case 0 -> Node.of(kind, "COUNT(*){0}", filter);
        case 1 ->
            Node.of(kind, "COUNT(" + distinct + "{0}){1}", item(expressions.kind(), scope), filter);
        case 2 -> Node.of(kind, "SUM(" + distinct + "{0}){1}", small(kind, scope), filter);
        default -> extreme(kind, scope, filter);
      };
    }
    if (kind == Kind.NUMBER) {
      return switch (random.nextInt(4)) {
        case 0 ->
            Node.forDriverAndIndependent(
                kind,
                "AVG({0}){1}",
                "CAST(AVG(CAST({0} AS DOUBLE PRECISION)){1} AS DOUBLE PRECISION)",
                small(Kind.WHOLE, scope),
                filter);
        case 1 ->
            Node.forDriverAndIndependent(
                kind,
                "SUM(" + distinct + "{0}){1}",
                "CAST(SUM(" + distinct + "{0}){1} AS DOUBLE PRECISION)",
                small(kind, scope),
                filter);
        default -> extreme(kind, scope, filter);
      };
    }
    return extreme(kind, scope, filter);
  }

  /** What a sum may be taken of. */
  private Node small(Kind kind, Scope scope) {
    return random.nextInt(3) > 0 ? expressions.column(kind, scope) : expressions.of(kind, scope, 1);
  }

  private Node extreme(Kind kind, Scope scope, Node filter) {
    return Node.of(
        kind, pick(random, List.of("MIN", "MAX")) + "({0}){1}", item(kind, scope), filter);
  }

  private List<Kind> aggregateKinds() {
    return IntStream.rangeClosed(0, random.nextInt(2))
        .mapToObj(i -> pick(random, List.of(Kind.WHOLE, Kind.WHOLE, Kind.NUMBER, Kind.TEXT)))
        .toList();
  }

  private Query groups(From from) {
    List<Kind> kinds = new ArrayList<>();
    List<Node> keys = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(2); i++) {
      Kind kind = expressions.kind();
      Node column = pick(random, from.scope().columns(kind));
      if (!keys.contains(column)) {
        kinds.add(kind);
        keys.add(column);
      }
    }
    List<Node> values = new ArrayList<>(keys);
    for (Kind kind : aggregateKinds()) {
      values.add(aggregate(kind, from.scope()));
      kinds.add(kind);
    }
    Scope group = Scope.derived(keys);
    if (random.nextInt(8) == 0) {
      values.add(subqueries.scalar(group));
      kinds.add(Kind.WHOLE);
    }
    Node having =
        random.nextInt(3) > 0
            ? Node.nothing()
            : Node.of(
                Kind.CLAUSE,
                " HAVING {0}",
                random.nextInt(4) == 0 ? subqueries.condition(group) : having(from.scope()));
    return new Query(
        Node.of(
            Kind.QUERY,
            "SELECT {0} FROM {1}{2} GROUP BY {3}{4}",
            items(values),
            from.node(),
            where(from.scope()),
            Node.list(Kind.FIXED, keys),
            having),
        kinds);
  }

  private Node having(Scope scope) {
    Kind kind = pick(random, List.of(Kind.WHOLE, Kind.NUMBER, Kind.TEXT));
    Node first =
        Expressions.binary(
            expressions.comparison(), Kind.FLAG, aggregate(kind, scope), expressions.literal(kind));
    Node second = Node.of(Kind.FLAG, "(COUNT(*) > " + random.nextInt(4) + ")");
    return switch (random.nextInt(4)) {
      case 0 -> second;
      case 1 -> Expressions.binary("OR", Kind.FLAG, first, second);
      case 2 -> Node.of(Kind.FLAG, "(NOT {0})", first);
      default -> first;
    };
  }

  private Node aggregates(From from) {
    List<Node> values =
        aggregateKinds().stream().map(kind -> aggregate(kind, from.scope())).toList();
    Node having =
        random.nextInt(4) > 0
            ? Node.nothing()
            : Node.of(Kind.CLAUSE, " HAVING {0}", having(from.scope()));
    return Node.of(
        Kind.QUERY,
        "SELECT {0} FROM {1}{2}{3}",
        items(values),
        from.node(),
        where(from.scope()),
        having);
  }

  private Query combined() {
    List<Kind> kinds = kinds();
    Query left = rows(kinds, from());
    Query right = rows(kinds, from());
    String operation =
        pick(
            random,
            List.of("UNION", "UNION ALL", "INTERSECT", "EXCEPT", "INTERSECT ALL", "EXCEPT ALL"));
    String plain = "{0} " + operation + " {1}";
    if (!operation.startsWith("UNION") && operation.endsWith(" ALL")) {
      return new Query(
          Node.forDriverAndIndependent(
              Kind.QUERY,
              plain,
              numbered(operation.replace(" ALL", ""), kinds.size()),
              left.node(),
              right.node()),
          kinds);
    }
    return new Query(Node.of(Kind.QUERY, plain, left.node(), right.node()), kinds);
  }

  /** INTERSECT ALL and EXCEPT ALL by numbering equal rows, since the other engine lacks them. */
  private static String numbered(String operation, int width) {
    String columns =
        IntStream.range(0, width).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    String rows =
        "SELECT "
            + columns
            + ", ROW_NUMBER() OVER (PARTITION BY "
            + columns
            + ") AS equal_row FROM (";
    return "SELECT "
        + columns
        + " FROM ("
        + rows
        + "{0}) AS l "
        + operation
        + " "
        + rows
        + "{1}) AS r) AS b";
  }

  /** The other engine has no FULL JOIN: a LEFT JOIN and the rows of the right without a match. */
  private Node fullJoin() {
    Tables.Named left = tables.next();
    Tables.Named right = tables.next();
    Scope scope = Scope.of(left.alias(), right.alias());
    predicates.use(null); // a correlated one is 0A000 there
    Node condition = on(left.alias(), right.alias());
    predicates.use(subqueries);
    List<Node> values = kinds().stream().map(kind -> item(kind, scope)).toList();
    Node where = predicates.of(scope, random.nextInt(4));
    String empty =
        "(SELECT * FROM "
            + left.node().in(Dialect.INDEPENDENT).replaceFirst(" AS .*", "")
            + " WHERE FALSE) AS "
            + left.alias();
    return Node.forDriverAndIndependent(
        Kind.QUERY,
        "SELECT {0} FROM {1} FULL JOIN {2} ON {3} WHERE {4}",
        "SELECT {0} FROM {1} LEFT JOIN {2} ON {3} WHERE {4} UNION ALL SELECT {0} FROM "
            + empty
            + " RIGHT JOIN {2} ON TRUE WHERE NOT EXISTS (SELECT 1 FROM {1} WHERE {3}) AND {4}",
        items(values),
        left.node(),
        right.node(),
        condition,
        where);
  }

  private Query inner() {
    ends = false;
    Query inner = plainInner();
    ends = true;
    return inner;
  }

  private Query plainInner() {
    return switch (random.nextInt(4)) {
      case 0 -> groups(from());
      case 1 -> combined();
      default -> rows(kinds(), from());
    };
  }

  private static Scope scope(String alias, List<Kind> kinds) {
    List<Node> columns = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      columns.add(Node.of(kinds.get(i), alias + ".c" + i));
    }
    return Scope.derived(columns);
  }

  /** A query over a query. */
  private Query derived() {
    Query inner = inner();
    String alias = tables.alias();
    From from =
        new From(
            Node.forDriverAndIndependent(
                Kind.FIXED,
                "({0}) AS " + alias,
                // The other engine carries conditions below the LIMIT of a UNION.
                "(SELECT * FROM ({0}) AS inside OFFSET 0 ROWS) AS " + alias,
                ordered(inner, random.nextInt(3) == 0)),
            scope(alias, inner.kinds()));
    List<Kind> kinds = inner.kinds();
    return random.nextInt(3) == 0
        ? groupsOfDerived(from)
        : rows(random.nextBoolean() ? kinds : List.of(pick(random, kinds)), from);
  }

  private Query groupsOfDerived(From from) {
    Node key = pick(random, from.scope().others());
    List<Kind> both = List.of(key.kind(), Kind.WHOLE);
    Node count = Node.of(Kind.WHOLE, "COUNT(*)");
    return new Query(
        Node.of(
            Kind.QUERY,
            "SELECT {0} FROM {1}{2} GROUP BY {3}",
            items(List.of(key, count)),
            from.node(),
            where(from.scope()),
            key),
        both);
  }

  /** A common table expression that is named twice. */
  private Node common() {
    Query inner = inner();
    String name = tables.alias();
    String other = tables.alias();
    Scope scope = scope(name, inner.kinds()).and(scope(other, inner.kinds()));
    From from =
        new From(
            Node.of(
                Kind.FIXED,
                name + " JOIN " + name + " AS " + other + " ON " + name + ".c0 = " + other + ".c0"),
            scope);
    Query outer = rows(List.of(pick(random, inner.kinds())), from);
    return Node.of(Kind.QUERY, "WITH " + name + " AS ({0}) {1}", inner.node(), outer.node());
  }

  private Node windows() {
    Tables.Named table = tables.next();
    Scope scope = Scope.of(table.alias());
    Windows windows = new Windows(random, predicates, table.alias());
    List<Node> values = new ArrayList<>(List.of(Field.ID.of(table.alias())));
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      values.add(windows.next());
    }
    return Node.of(Kind.QUERY, "SELECT {0} FROM {1}{2}", items(values), table.node(), where(scope));
  }

  /** One step at the ends of int64: a value, or an error that both engines make. */
  private Node edgeArithmetic() {
    Tables.Named table = tables.next();
    Node big = Field.BIG.of(table.alias());
    Node step =
        Expressions.binary(
            pick(random, List.of("+", "-", "*")),
            Kind.WHOLE,
            big,
            Node.of(Kind.WHOLE, pick(random, List.of("1", "2", "-1", "0"))));
    Node bound = Node.bindable(Kind.FIXED, pick(random, RandomTable.BIG));
    Node where =
        Node.of(
            Kind.CLAUSE,
            " WHERE {0}",
            Expressions.binary(expressions.comparison(), Kind.FLAG, big, bound));
    return Node.of(
        Kind.QUERY,
        "SELECT {0} FROM {1}{2}",
        items(List.of(Field.ID.of(table.alias()), step)),
        table.node(),
        where);
  }

  private Node ordered(Query query, boolean mayOrder) {
    if (!mayOrder || random.nextInt(3) == 0) {
      return query.node();
    }
    List<Integer> positions = new ArrayList<>(query.positions());
    java.util.Collections.shuffle(positions, random);
    boolean limited = random.nextInt(3) > 0;
    int used = limited ? positions.size() : 1 + random.nextInt(positions.size());
    String keys =
        positions.subList(0, used).stream()
            .map(
                position ->
                    "c"
                        + position
                        + pick(
                            random,
                            List.of(
                                "", " DESC", " NULLS FIRST", " DESC NULLS LAST", " NULLS LAST")))
            .collect(Collectors.joining(", "));
    Node limit =
        limited
            ? Node.of(
                Kind.CLAUSE,
                " LIMIT "
                    + random.nextInt(12)
                    + (random.nextBoolean() ? " OFFSET " + random.nextInt(6) : ""))
            : Node.nothing();
    return Node.of(
        Kind.QUERY,
        "{0}{1}",
        query.node(),
        Node.of(Kind.CLAUSE, " ORDER BY " + keys + "{0}", limit));
  }
}
