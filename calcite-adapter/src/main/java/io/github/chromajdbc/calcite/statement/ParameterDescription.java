package io.github.chromajdbc.calcite.statement;

/**
 * A {@code ?} of a statement.
 *
 * @param type what the statement expects there: {@code REAL ARRAY} for a search vector. A value of
 *     another type that fits (a DOUBLE where BIGINT is expected) may be given: the statement is
 *     then planned for it.
 * @param divided whether it may be part of a quotient: 7 / 2 is another number than 7 / 2.0, so
 *     that a fraction stays one though it equals a whole number
 */
public record ParameterDescription(TypeDescription type, boolean divided) {
  /** One that is in no quotient. */
  public ParameterDescription(TypeDescription type) {
    this(type, false);
  }
}
