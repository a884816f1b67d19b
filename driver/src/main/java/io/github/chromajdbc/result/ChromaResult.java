package io.github.chromajdbc.result;

/**
 * What a result set of this driver can tell beyond {@link java.sql.ResultSet}: {@code
 * results.unwrap(ChromaResult.class)}.
 */
public interface ChromaResult {

  /**
   * Whether rows are missing so far, since a collection of a routed table could not be read. Each
   * such collection has a warning of SQLSTATE 01000 that names it. The answer is final once {@link
   * java.sql.ResultSet#next} has answered false.
   */
  boolean isPartial();
}
