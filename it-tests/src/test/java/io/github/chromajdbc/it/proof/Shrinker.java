package io.github.chromajdbc.it.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing statement small: parts are dropped or replaced by smaller ones of their kind. */
final class Shrinker {
  private static final int MOST_ATTEMPTS = 600;

  private final Predicate<Node> fails;
  private int attempts;

  Shrinker(Predicate<Node> fails) {
    this.fails = fails;
  }

  Node smallest(Node statement) {
    Node smallest = statement;
    Node smaller = step(smallest);
    while (smaller != null) {
      smallest = smaller;
      smaller = step(smallest);
    }
    return smallest;
  }

  private @org.jspecify.annotations.Nullable Node step(Node statement) {
    for (Node candidate : candidates(statement)) {
      if (attempts++ >= MOST_ATTEMPTS) {
        return null;
      }
      if (fails.test(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  /** Those that lose most come first. */
  private static List<Node> candidates(Node node) {
    List<Node> candidates = new ArrayList<>(replacements(node));
    if (node.kind() == Kind.LIST && node.parts().size() > 1) {
      for (int i = 0; i < node.parts().size(); i++) {
        candidates.add(node.without(i));
      }
    }
    for (int i = 0; i < node.parts().size(); i++) {
      for (Node part : candidates(node.parts().get(i))) {
        candidates.add(node.with(i, part));
      }
    }
    return candidates;
  }

  private static List<Node> replacements(Node node) {
    if (node.kind() == Kind.CLAUSE) {
      return List.of(Node.nothing());
    }
    if (node.kind() == Kind.LIST || node.kind() == Kind.FIXED || node.parts().isEmpty()) {
      return List.of();
    }
    List<Node> replacements =
        new ArrayList<>(
            node.descendants()
                .filter(part -> part.kind() == node.kind())
                .map(Node::asLiteral)
                .distinct()
                .toList());
    switch (node.kind()) {
      case WHOLE -> replacements.add(Node.of(Kind.WHOLE, "1"));
      case NUMBER -> replacements.add(Node.of(Kind.NUMBER, "0.5"));
      case TEXT -> replacements.add(Node.of(Kind.TEXT, "'a'"));
      case FLAG -> replacements.add(Node.of(Kind.FLAG, "TRUE"));
      case QUERY, CLAUSE, LIST, FIXED -> {}
    }
    return replacements;
  }
}
