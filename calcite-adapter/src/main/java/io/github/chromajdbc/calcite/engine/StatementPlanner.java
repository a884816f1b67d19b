package io.github.chromajdbc.calcite.engine;

import io.github.chromajdbc.calcite.parser.ChromaSqlParser;
import io.github.chromajdbc.calcite.parser.ExplainFormat;
import io.github.chromajdbc.calcite.parser.SqlExplainStatement;
import io.github.chromajdbc.calcite.plan.CorrelatedSubqueries;
import io.github.chromajdbc.calcite.plan.PhysicalPlan;
import io.github.chromajdbc.calcite.plan.QueryPlanner;
import io.github.chromajdbc.calcite.validate.StatementValidator;
import io.github.chromajdbc.calcite.validate.TableLookup;
import io.github.chromajdbc.calcite.validate.ValidatedQuery;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.error.ChromaException;
import java.util.Map;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * Plans one query.
 *
 * <p>Which keys hold arrays is known from a sample of the records only, and a statement that does
 * not depend on it, as the probes of tools do not, is to read none. So a query is planned from the
 * server's description first; it is planned again when it does depend on it, and the sample, taken
 * then, shows other columns.
 */
final class StatementPlanner {
  private final String sql;
  private final Map<Integer, String> parameterTypes;
  private final StatementValidator validator;
  private final Cancellation cancellation;
  private final @Nullable ExplainFormat explain;
  private @Nullable SqlNode unused;

  /**
   * @param parsed the tree of {@code sql}, for this planner alone
   * @throws ChromaException 0A000 when it is no query
   */
  StatementPlanner(
      String sql,
      SqlNode parsed,
      Map<Integer, String> parameterTypes,
      StatementValidator validator,
      Cancellation cancellation) {
    this.sql = sql;
    this.unused = parsed;
    this.explain = parsed instanceof SqlExplainStatement explained ? explained.format() : null;
    this.parameterTypes = parameterTypes;
    this.validator = validator;
    this.cancellation = cancellation;
    StatementKinds.requireQuery(
        parsed instanceof SqlExplainStatement explained ? explained.statement() : parsed);
  }

  PlannedQuery plan(TableLookup lookup) {
    TableLookup described = lookup.withoutReads();
    PlannedQuery provisional = provisional(described);
    if (provisional != null
        && (!described.isProvisional()
            || provisional.dependence() != ArrayDependence.ALWAYS
            || hasColumnsOf(provisional, lookup))) {
      return provisional;
    }
    return planWith(lookup);
  }

  /** Null when the query fails with columns that may be others. */
  private @Nullable PlannedQuery provisional(TableLookup described) {
    try {
      return planWith(described);
    } catch (ChromaException e) {
      if (described.isProvisional()) {
        return null;
      }
      throw e;
    }
  }

  private static boolean hasColumnsOf(PlannedQuery query, TableLookup lookup) {
    return query.validated().references().stream()
        .allMatch(reference -> lookup.layout(reference.collection()).equals(reference.known()));
  }

  /**
   * Joins of subqueries repeat the rows around them. Where several stand within each other, that
   * can become more code than a method of Java may have; then they are run for each row.
   */
  private PlannedQuery planWith(TableLookup lookup) {
    try {
      return planWith(lookup, CorrelatedSubqueries.JOINED);
    } catch (RuntimeException | LinkageError failure) {
      if (!EscapedErrors.isOfTooMuchCode(failure)) {
        throw failure;
      }
      return planWith(lookup, CorrelatedSubqueries.ROW_BY_ROW);
    }
  }

  private PlannedQuery planWith(TableLookup lookup, CorrelatedSubqueries subqueries) {
    ValidatedQuery validated = validator.validate(this::query, lookup, cancellation);
    PhysicalPlan plan = QueryPlanner.plan(validated, subqueries);
    return new PlannedQuery(validated, plan, ArrayDependence.of(plan), explain);
  }

  /** The query's tree, one that nobody has rewritten. */
  private SqlNode query() {
    SqlNode tree = unused == null ? ChromaSqlParser.parse(sql) : unused;
    unused = null;
    return TypedParameters.apply(
        tree instanceof SqlExplainStatement explained ? explained.statement() : tree,
        parameterTypes);
  }
}
