package io.github.chromajdbc.it.proof;

import static io.github.chromajdbc.it.proof.RandomTable.pick;

import java.util.List;
import java.util.Random;

/** Tables under aliases that a statement has once. */
final class Tables {
  private final Random random;
  private final List<String> names;
  private int taken;

  Tables(Random random, List<String> names) {
    this.random = random;
    this.names = names;
  }

  record Named(String alias, Node node) {}

  /** A name that nothing else in the statement has. */
  String alias() {
    return "a" + taken++;
  }

  Named next() {
    String name = pick(random, names);
    String alias = alias();
    String plain = name + " AS " + alias;
    return new Named(
        alias,
        Node.forEach(
            Kind.FIXED, plain, "(SELECT * FROM " + name + " LIMIT 1000000) AS " + alias, plain));
  }
}
