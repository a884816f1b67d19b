package io.github.chromajdbc.it.jdbc;

import java.util.Set;
import java.util.stream.Collectors;

/** The threads of this JVM. */
final class Threads {
  private Threads() {}

  /** The live threads that the driver started; a set of its own. */
  static Set<Thread> ofDriver() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .filter(thread -> thread.getName().startsWith("chroma-jdbc"))
        .collect(Collectors.toSet());
  }
}
