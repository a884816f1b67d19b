package io.github.chromajdbc.calcite.validate;

import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/** The liberal dialect that tools expect, with arithmetic that fails (22003) rather than wraps. */
final class ChromaConformance extends SqlDelegatingConformance {
  static final ChromaConformance INSTANCE = new ChromaConformance();

  private ChromaConformance() {
    super(SqlConformanceEnum.BABEL);
  }

  @Override
  public boolean checkedArithmetic() {
    return true;
  }
}
