package io.github.chromajdbc.calcite.rel;

/**
 * The keys of a side of a join, which the other side's read asks for.
 *
 * @param join number of the join in its plan
 * @param left which side's
 */
public record SideKeys(int join, boolean left) {}
