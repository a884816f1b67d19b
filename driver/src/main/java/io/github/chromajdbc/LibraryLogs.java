package io.github.chromajdbc;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The loggers of the libraries inside the jar. java.util.logging prints warnings to stderr when
 * nobody configured it, and what Calcite warns of is the driver's business, not that of a program's
 * user: the driver's own warnings are SQLWarnings.
 */
final class LibraryLogs {
  /** Held, since the level of a logger that is collected is lost. */
  private static final Logger LIBRARIES = Logger.getLogger("io.github.chromajdbc.shaded");

  private LibraryLogs() {}

  /** Off, unless the program's configuration names a level for them. */
  static void quietUnlessConfigured() {
    if (LIBRARIES.getLevel() == null) {
      LIBRARIES.setLevel(Level.OFF);
    }
  }
}
