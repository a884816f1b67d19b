package io.github.chromajdbc.calcite.engine;

import io.github.chromajdbc.calcite.parser.ExplainFormat;
import io.github.chromajdbc.calcite.plan.PhysicalPlan;
import io.github.chromajdbc.calcite.validate.ValidatedQuery;
import org.jspecify.annotations.Nullable;

/**
 * A query with its plan.
 *
 * @param explain null for a query that is to run
 */
record PlannedQuery(
    ValidatedQuery validated,
    PhysicalPlan plan,
    ArrayDependence dependence,
    @Nullable ExplainFormat explain) {}
