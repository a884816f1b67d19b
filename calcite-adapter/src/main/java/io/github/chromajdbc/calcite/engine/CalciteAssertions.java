package io.github.chromajdbc.calcite.engine;

import org.apache.calcite.rex.RexSimplify;

/**
 * Calcite's assertions, which a JVM with {@code -ea} evaluates, as unit tests do.
 *
 * <p>{@code RexSimplify.validateStrongPolicy} demands that a call is nullable exactly when one of
 * its operands is. Calcite's own rules leave calls that are not: a comparison that moved into the
 * values of a CASE, or from an outer join into its condition, keeps the type that it had before. A
 * type that is nullable without need does no harm, an assertion that fails ends the statement.
 */
final class CalciteAssertions {
  private CalciteAssertions() {}

  /** Lets simplification take such calls; without effect once Calcite has simplified anything. */
  static void relax() {
    Class<?> simplification = RexSimplify.class; // A literal does not initialise the class.
    ClassLoader loader = simplification.getClassLoader();
    if (loader != null) {
      loader.setClassAssertionStatus(simplification.getName(), false);
    }
  }
}
