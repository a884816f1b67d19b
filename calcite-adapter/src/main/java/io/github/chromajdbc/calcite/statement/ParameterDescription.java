package io.github.chromajdbc.calcite.statement;

/**
 * A {@code ?} of a statement.
 *
 * @param type what the statement expects there: {@code REAL ARRAY} for a search vector. A value of
 *     another type that fits (a DOUBLE where BIGINT is expected) may be given: the statement is
 *     then planned for it.
 */
public record ParameterDescription(TypeDescription type) {}
