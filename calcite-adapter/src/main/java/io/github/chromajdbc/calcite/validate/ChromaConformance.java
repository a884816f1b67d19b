package io.github.chromajdbc.calcite.validate;

import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/** The liberal dialect that tools expect, with arithmetic that fails (22003) rather than wraps. */
final class ChromaConformance extends SqlDelegatingConformance {
  static final ChromaConformance INSTANCE = new ChromaConformance();

  private ChromaConformance() {
    super(SqlConformanceEnum.BABEL);
  }

  /** Not the standard's, and a misspelt column would be said to depend on itself. */
  @Override
  public SelectAliasLookup isSelectAlias() {
    return SelectAliasLookup.UNSUPPORTED;
  }

  /** BABEL takes any value of a column that is neither grouped nor aggregated. */
  @Override
  public boolean isNonStrictGroupBy() {
    return false;
  }

  @Override
  public boolean checkedArithmetic() {
    return true;
  }
}
