package io.github.chromajdbc.it.sql;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Variances, correlations and regressions, as the standard defines them. */
class StatisticFunctionsTest extends SqlAnswers {
  private static final String PAIRS =
      " FROM (VALUES (2, 1), (4, 2), (6, 3), (NULL, 9), (1, NULL)) AS t (y, x)";

  @Test
  void numbersFarFromZeroLoseNoDigits() throws SQLException {
    String far = " FROM (VALUES (1700000000e0), (1700000001e0), (1700000002e0)) AS t (x)";
    answers("SELECT VAR_SAMP(x), STDDEV(x), VARIANCE(x), stddev_samp(x)" + far, "1.0|1.0|1.0|1.0");
    answers(
        "SELECT REGR_SLOPE(x, x - 5), COVAR_SAMP(x, -x), REGR_SXX(x, x), REGR_SYY(x, x)" + far,
        "1.0|-1.0|2.0|2.0");
    answers(
        "SELECT STDDEV_POP(x) FROM (VALUES (1700000000000000), (1700000000000002)) AS t (x)",
        "1.0");
  }

  @Test
  void equalNumbersHaveNoVariance() throws SQLException {
    String equal = " FROM (VALUES (0.1e0, 1), (0.1e0, 2), (0.1e0, 3)) AS t (y, x)";
    answers("SELECT VAR_POP(y), STDDEV_SAMP(y), REGR_SYY(y, x)" + equal, "0.0|0.0|0.0");
    answers("SELECT CORR(y, x), REGR_R2(y, x), REGR_SLOPE(y, x)" + equal, "null|1.0|0.0");
    answers("SELECT CORR(x, y), REGR_R2(x, y), REGR_SLOPE(x, y)" + equal, "null|null|null");
  }

  @Test
  void onlyWholePairsCount() throws SQLException {
    answers(
        "SELECT REGR_COUNT(y, x), REGR_AVGX(y, x), REGR_AVGY(y, x), COVAR_POP(y, x)" + PAIRS,
        "3|2.0|4.0|1.3333333333333333");
    answers(
        "SELECT CORR(y, x), REGR_SLOPE(y, x), REGR_INTERCEPT(y, x), REGR_R2(y, x)" + PAIRS,
        "1.0|2.0|0.0|1.0");
    answers("SELECT REGR_SXX(y, x), REGR_SYY(y, x), REGR_SXY(y, x)" + PAIRS, "2.0|8.0|4.0");
  }

  @Test
  void tooFewNumbersHaveNone() throws SQLException {
    answers(
        "SELECT VAR_POP(x), VAR_SAMP(x), STDDEV(x) FROM (VALUES (7)) AS t (x)", "0.0|null|null");
    answers(
        "SELECT VAR_POP(x), COVAR_POP(x, x), REGR_SXX(x, x), REGR_AVGX(x, x), CORR(x, x)"
            + " FROM (VALUES (7)) AS t (x) WHERE x > 7",
        "null|null|null|null|null");
  }

  @Test
  void distinctFilterAndGroupsApply() throws SQLException {
    String twice = " FROM (VALUES (1, 'a'), (-1, 'a'), (-1, 'b'), (3, 'b')) AS t (x, k)";
    answers(
        "SELECT VAR_POP(DISTINCT x), VAR_POP(x) FILTER (WHERE k = 'a')" + twice,
        "2.6666666666666665|1.0");
    answers(
        "SELECT k, STDDEV_POP(x), COUNT(*)" + twice + " GROUP BY k ORDER BY k",
        "a|1.0|2",
        "b|2.0|2");
    answers("SELECT k FROM (SELECT k, VARIANCE(x) AS v" + twice + " GROUP BY k) WHERE v > 5", "b");
  }

  @Test
  void theyStandOverWindows() throws SQLException {
    answers(
        "SELECT x, STDDEV_POP(x) OVER (ORDER BY x ROWS 1 PRECEDING),"
            + " CORR(y, x) OVER (), VAR_POP(y) FILTER (WHERE y > 2) OVER ()"
            + PAIRS
            + " ORDER BY x",
        "1|0.0|1.0|1.0",
        "2|0.5|1.0|1.0",
        "3|0.5|1.0|1.0",
        "9|3.0|1.0|1.0",
        "null|0.0|1.0|1.0");
    answers(
        "SELECT x, VAR_POP(x) OVER (ORDER BY x ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE"
            + " CURRENT ROW), COVAR_POP(DISTINCT y, x) OVER ()"
            + PAIRS
            + " WHERE x < 9 ORDER BY x",
        "1|0.0|1.3333333333333333",
        "2|1.0|1.3333333333333333",
        "3|0.0|1.3333333333333333");
  }
}
