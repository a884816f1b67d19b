package io.github.chromajdbc.calcite.exec.context;

/**
 * Makes what reads work with when another Calcite than this adapter's engine runs the plan, whose
 * context knows nothing of Chroma.
 */
@FunctionalInterface
public interface ContextSource {
  /** For one read. */
  ReadContext newContext();
}
