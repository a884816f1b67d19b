package io.github.chromajdbc.it.jdbc;

import java.util.List;

/** The threads of this JVM. */
final class Threads {
  private Threads() {}

  /** Names of the live threads that the driver started. */
  static List<String> ofDriver() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith("chroma-jdbc"))
        .sorted()
        .toList();
  }
}
