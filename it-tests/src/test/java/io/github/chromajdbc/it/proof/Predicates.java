package io.github.chromajdbc.it.proof;

import static io.github.chromajdbc.it.proof.RandomTable.pick;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random conditions of every kind that the language has, nested with AND, OR, NOT and IS. */
final class Predicates {
  private final Random random;
  private final Expressions expressions;
  private final boolean arrays;
  private @Nullable Subqueries subqueries;

  Predicates(Random random, boolean arrays) {
    this.random = random;
    this.arrays = arrays;
    this.expressions = new Expressions(random, this);
  }

  Expressions expressions() {
    return expressions;
  }

  /** From now on conditions may have subqueries; none when null. */
  void use(@Nullable Subqueries made) {
    subqueries = made;
  }

  Node of(Scope scope, int depth) {
    if (depth <= 0) {
      return leaf(scope);
    }
    return switch (random.nextInt(11)) {
      case 0, 1, 2 -> binary("AND", scope, depth);
      case 3, 4, 5 -> binary("OR", scope, depth);
      case 6, 7 -> Node.of(Kind.FLAG, "(NOT {0})", of(scope, depth - 1));
      case 8 ->
          Node.of(
              Kind.FLAG,
              "({0} IS "
                  + pick(random, List.of("TRUE", "NOT TRUE", "FALSE", "NOT FALSE", "UNKNOWN"))
                  + ")",
              of(scope, depth - 1));
      case 9 ->
          binary(
              pick(random, List.of("=", "<>", "IS DISTINCT FROM", "IS NOT DISTINCT FROM")),
              scope,
              depth);
      default -> leaf(scope);
    };
  }

  private Node binary(String operator, Scope scope, int depth) {
    Node deep = of(scope, depth - 1);
    Node shallow = of(scope, random.nextInt(depth));
    return random.nextBoolean()
        ? Expressions.binary(operator, Kind.FLAG, deep, shallow)
        : Expressions.binary(operator, Kind.FLAG, shallow, deep);
  }

  private Node leaf(Scope scope) {
    if (subqueries != null && random.nextInt(14) == 0) {
      return subqueries.condition(scope);
    }
    if (scope.tables().isEmpty()) {
      return general(scope);
    }
    String table = pick(random, scope.tables());
    return switch (random.nextInt(24)) {
      case 0, 1 -> document(table);
      case 2 -> id(table);
      case 3 -> end(Field.BIG.of(table), RandomTable.BIG);
      case 4 -> end(Field.FAR.of(table), RandomTable.FAR);
      case 5 -> mixed(table);
      case 6 -> arrays ? array(table) : general(scope);
      case 7 -> unknown(table);
      case 8 -> RowPredicates.of(random, expressions, scope);
      default -> general(scope);
    };
  }

  private String not() {
    return random.nextInt(3) == 0 ? " NOT" : "";
  }

  /** What every scope has. */
  private Node general(Scope scope) {
    Kind kind = expressions.kind();
    if (kind == Kind.FLAG) {
      return flag(scope);
    }
    Node column =
        random.nextInt(4) == 0 ? expressions.of(kind, scope, 1) : expressions.column(kind, scope);
    Kind other = kind == Kind.TEXT || random.nextInt(3) > 0 ? kind : otherNumber(kind);
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 ->
          Expressions.binary(
              expressions.comparison(), Kind.FLAG, column, expressions.bindable(other));
      case 4 ->
          Expressions.binary(
              expressions.comparison(), Kind.FLAG, column, expressions.of(other, scope, 1));
      case 5 ->
          Expressions.binary(
              expressions.comparison(), Kind.FLAG, expressions.bindable(other), column);
      case 6, 7 -> membership(column, () -> expressions.bindable(kind));
      case 8 -> range(column, () -> expressions.bindable(other));
      case 9 -> isNull(column);
      case 10 ->
          Node.of(
              Kind.FLAG,
              "({0} IS" + not() + " DISTINCT FROM {1})",
              column,
              expressions.literal(kind));
      default -> kind == Kind.TEXT ? like(column) : isNull(column);
    };
  }

  private static Kind otherNumber(Kind kind) {
    return kind == Kind.WHOLE ? Kind.NUMBER : Kind.WHOLE;
  }

  private Node flag(Scope scope) {
    Node flag = expressions.flag(scope);
    return switch (random.nextInt(5)) {
      case 0 -> flag;
      case 1 -> Node.of(Kind.FLAG, "(NOT {0})", flag);
      case 2 -> Node.of(Kind.FLAG, "({0} = {1})", flag, expressions.bindable(Kind.FLAG));
      case 3 -> Node.of(Kind.FLAG, "({0} IS" + not() + " TRUE)", flag);
      default -> isNull(flag);
    };
  }

  private Node isNull(Node value) {
    return Node.of(Kind.FLAG, "({0} IS" + not() + " NULL)", value);
  }

  private Node membership(Node value, Supplier<Node> element) {
    return membership(value, element, true);
  }

  private Node membership(Node value, Supplier<Node> element, boolean nulls) {
    List<Node> elements = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      elements.add(element.get());
    }
    if (nulls && random.nextInt(8) == 0) {
      elements.add(Node.of(Kind.FIXED, "NULL"));
    }
    return Node.of(Kind.FLAG, "({0}" + not() + " IN ({1}))", value, Node.list(Kind.LIST, elements));
  }

  private Node range(Node value, Supplier<Node> end) {
    return Node.of(
        Kind.FLAG, "({0}" + not() + " BETWEEN {1} AND {2})", value, end.get(), end.get());
  }

  private Node like(Node value) {
    String any = random.nextInt(3) == 0 ? "ILIKE" : "LIKE";
    String pattern =
        pick(
            random,
            List.of(
                "a%", "%b", "", "%", "_b", "a_c", "%o%", "x\\%y", "o'%", "日_", "%\\", "%OË", "É%"));
    String not = not();
    return Node.forDriverAndIndependent(
        Kind.FLAG,
        "({0}" + not + " " + any + " {1})",
        "({0}" + not + " " + any + " {1} ESCAPE '')",
        value,
        Node.bindable(Kind.FIXED, pattern));
  }

  private Node id(String table) {
    Node id = Field.ID.of(table);
    Supplier<Node> some = () -> Node.bindable(Kind.FIXED, "r" + random.nextInt(60));
    return random.nextBoolean()
        ? membership(id, some)
        : Expressions.binary(expressions.comparison(), Kind.FLAG, id, some.get());
  }

  private Node end(Node column, List<Object> values) {
    Supplier<Node> some = () -> Node.bindable(Kind.FIXED, pick(random, values));
    return switch (random.nextInt(4)) {
      case 0 -> membership(column, some);
      case 1 -> range(column, some);
      case 2 -> isNull(column);
      default -> Expressions.binary(expressions.comparison(), Kind.FLAG, column, some.get());
    };
  }

  /** A key of mixed types is compared as the other side is. */
  private Node mixed(String table) {
    Node number = Field.MIX_NUMBER.of(table);
    Supplier<Node> some =
        () -> expressions.bindable(random.nextBoolean() ? Kind.WHOLE : Kind.NUMBER);
    return switch (random.nextInt(3)) {
      // Open: a NULL in the list has the rest of it compared as text.
      case 0 -> membership(number, () -> expressions.bindable(Kind.WHOLE), false);
      case 1 -> range(number, some);
      default -> Expressions.binary(expressions.comparison(), Kind.FLAG, number, some.get());
    };
  }

  /** A key that no record has is null. */
  private Node unknown(String table) {
    boolean text = random.nextBoolean();
    String none = text ? "CAST(NULL AS VARCHAR)" : "CAST(NULL AS BIGINT)";
    // A derived table has no columns but its own.
    Node missing = Node.forEach(Kind.FIXED, table + ".metadata.missing", none, none);
    Supplier<Node> some =
        () -> Node.bindable(Kind.FIXED, expressions.value(text ? Kind.TEXT : Kind.WHOLE));
    return switch (random.nextInt(3)) {
      case 0 -> isNull(missing);
      case 1 -> membership(missing, some);
      default -> Expressions.binary(expressions.comparison(), Kind.FLAG, missing, some.get());
    };
  }

  private Node document(String table) {
    Node document = Field.DOCUMENT.of(table);
    String not = not();
    return switch (random.nextInt(5)) {
      case 0, 1 -> {
        Node part =
            Node.bindable(Kind.FIXED, pick(random, List.of("fox", "", "e", "日", "%", "😀")));
        yield Node.forDriverAndIndependent(
            Kind.FLAG,
            "({0}" + not + " CONTAINS {1})",
            "(LOCATE({1}, {0}) " + (not.isEmpty() ? ">" : "=") + " 0)",
            document,
            part);
      }
      case 2 -> {
        Node pattern =
            Node.bindable(
                Kind.FIXED, pick(random, List.of("^the", "o.$", "red|blue", "[0-9]+%", "")));
        yield Node.forDriverAndIndependent(
            Kind.FLAG,
            "({0}" + not + " REGEX {1})",
            "(" + not + " REGEXP_LIKE({0}, {1}))",
            document,
            pattern);
      }
      case 3 -> isNull(document);
      default -> {
        Node pattern =
            Node.bindable(
                Kind.FIXED,
                pick(random, List.of("%fox", "the%", "%", "", "a%k", "f_x", "%100\\%%")));
        yield Node.forDriverAndIndependent(
            Kind.FLAG,
            "({0}" + not + " LIKE {1})",
            "({0}" + not + " LIKE {1} ESCAPE '')",
            document,
            pattern);
      }
    };
  }

  private Node array(String table) {
    boolean text = random.nextBoolean();
    Node array = (text ? Field.TAGS : Field.NUMS).of(table);
    if (random.nextInt(5) == 0) {
      return isNull(array);
    }
    Object element = text ? pick(random, RandomTable.TAGS) : (Object) (long) random.nextInt(8);
    String not = not();
    return Node.forDriverAndIndependent(
        Kind.FLAG,
        "({0}" + not + " CONTAINS {1})",
        "(" + not + " ARRAY_CONTAINS({0}, " + (text ? "{1}" : "CAST({1} AS BIGINT)") + "))",
        array,
        Node.bindable(Kind.FIXED, element));
  }
}
