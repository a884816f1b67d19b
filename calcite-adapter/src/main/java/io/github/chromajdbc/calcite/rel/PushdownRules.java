package io.github.chromajdbc.calcite.rel;

import java.util.List;
import org.apache.calcite.plan.RelOptRule;

/** The rules that move work into a {@link ChromaRead}. */
public final class PushdownRules {
  /** All of them. */
  public static final List<RelOptRule> ALL =
      List.of(
          FilterIntoRead.Config.DEFAULT.toRule(),
          ProjectIntoRead.Config.DEFAULT.toRule(),
          LimitIntoRead.Config.DEFAULT.toRule(),
          EnumerableLimitIntoRead.Config.DEFAULT.toRule(),
          CountIntoRead.Config.OVER_READ.toRule(),
          CountIntoRead.Config.OVER_PROJECT.toRule(),
          SearchIntoRead.Config.DEFAULT.toRule(),
          OrderIntoSearch.Config.OVER_READ.toRule(),
          OrderIntoSearch.Config.OVER_FILTER.toRule(),
          EmptySearch.Config.DEFAULT.toRule(),
          KeysIntoComputedScan.Config.DEFAULT.toRule());

  /** The rule that lets reads bring the columns that are used; to run before predicates move. */
  public static final RelOptRule COLUMNS = ProjectIntoRead.Config.DEFAULT.toRule();

  /** The rule that implements a search that stays above its candidates. */
  public static final RelOptRule SEARCH_OVER_CANDIDATES = EnumerableSearch.RULE;

  /** The rule that implements the scan of a recursive query's own rows. */
  public static final RelOptRule WORK_TABLE = WorkTableScan.RULE;

  /** The rule that implements rows in place of none. */
  public static final RelOptRule ROWS_OR_ELSE = RowsOrElse.RULE;

  private PushdownRules() {}
}
