package io.github.chromajdbc.index.report;

import java.util.List;

/**
 * Which statements of Chroma use an index.
 *
 * @param warnings what the index makes slower
 */
public record VerificationReport(
    String index, String collectionId, List<StatementCheck> checks, List<String> warnings) {
  public VerificationReport {
    checks = List.copyOf(checks);
    warnings = List.copyOf(warnings);
  }

  /** Whether every statement that the index is for uses it. */
  public boolean allUsed() {
    return !checks.isEmpty() && checks.stream().allMatch(StatementCheck::used);
  }
}
