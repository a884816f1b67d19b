package io.github.chromajdbc.it.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The smallest of the random statements that the driver once answered wrong. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FoundStatementsTest {
  private Connection driver;

  @BeforeAll
  void load(TestDatabase database) throws SQLException {
    database
        .create("found", Space.L2)
        .add(
            TestRecord.of("a", 1, 0).metadata(Map.of("n", 3, "mix", 0.75, "x", 1.5, "s", "long")),
            TestRecord.of("b", 1, 0).metadata(Map.of("n", -3, "mix", "abc", "x", -1.5)),
            TestRecord.of("c", 1, 0).metadata(Map.of("mix", 1)));
    driver = ShippedDriver.connect(database.jdbcUrl());
  }

  @AfterAll
  void close() throws SQLException {
    driver.close();
  }

  @Test
  void aNegatedColumnIsComparedWithALiteral() {
    answers("SELECT id FROM found WHERE (- metadata.n) IS DISTINCT FROM 3", "'a'", "'c'");
    answers("SELECT id FROM found WHERE (- metadata.n) NOT IN (2, -3)", "'b'");
    answers("SELECT id FROM found WHERE (- metadata.n) > -3.5 AND metadata.n > 0", "'a'");
  }

  @Test
  void aKeyOfSeveralTypesThatAnOuterJoinMayMakeNullIsStillReadAsNumber() {
    String join = " FULL JOIN found AS r ON l.id = r.id AND l.id = 'x'";
    answers(
        "SELECT l.id FROM found AS l" + join + " WHERE l.metadata.mix NOT IN (-3)", "'a'", "'c'");
    answers("SELECT r.id FROM found AS l" + join + " WHERE r.metadata.mix < 0.8", "'a'");
  }

  @Test
  void aKeyOfSeveralTypesInAListOfWholeNumbersIsNotRounded() {
    answers("SELECT id FROM found WHERE metadata.mix IN (1, 0)", "'c'");
  }

  @Test
  void parametersStandInConditionsOfCaseAndFilter() {
    answers(
        "SELECT CASE WHEN metadata.n > ? THEN 1 ELSE 0 END + 1 FROM found WHERE id <> 'c'",
        List.of(0L),
        "1",
        "2");
    answers(
        "SELECT id FROM found WHERE CASE WHEN id IN (?) THEN metadata.n ELSE 0 END = 3",
        List.of("a"),
        "'a'");
    answers(
        "SELECT COUNT(*) FROM found HAVING SUM(metadata.n) FILTER (WHERE metadata.n NOT IN (?)) <> ?",
        List.of(3L, 3L),
        "3");
  }

  @Test
  void aComparisonOfCoalesceIsNullWhereItsOwnValueIs() {
    answers(
        "SELECT id FROM found WHERE (metadata.missing IS NOT NULL AND id = 'a')"
            + " = (COALESCE(metadata.n, 0) >= 0)",
        "'b'");
    answers(
        "SELECT id FROM found WHERE (metadata.missing IS NOT NULL AND id = 'a')"
            + " = (COALESCE(metadata.s, id) >= '')");
    answers(
        "SELECT id FROM (SELECT id, COALESCE(metadata.s, id) AS c FROM found) AS d"
            + " WHERE (id = 'z') = (c >= 'c')",
        "'b'");
  }

  @Test
  void covariancesOfWholeNumbersAreNotRounded() {
    answers("SELECT COVAR_POP(metadata.n, metadata.x) FROM found", "4.5");
    answers("SELECT REGR_SYY(metadata.n, metadata.x) / 4 FROM found", "4.5");
  }

  /** What a branch of CASE computes with a flag that stands before the CASE, too. */
  @Test
  void flagsOfFunctionsHoldInBranches() {
    answers(
        "SELECT TRIM(?) || COALESCE(TRIM(' ' || metadata.s), TRIM(id)) FROM found",
        List.of(" a "),
        "'along'",
        "'ab'",
        "'ac'");
    answers(
        "SELECT EXTRACT(YEAR FROM DATE '2020-01-01' + metadata.n * INTERVAL '1' DAY)"
            + " + CASE WHEN metadata.x > 0 THEN EXTRACT(YEAR FROM DATE '2021-01-01'"
            + " + metadata.n * INTERVAL '1' DAY) ELSE 0 END FROM found",
        "4041",
        "2019",
        "NULL");
  }

  @Test
  void windowsHaveSeveralKeysWhateverTheirNames() {
    answers(
        "SELECT id || CAST(ROW_NUMBER() OVER (PARTITION BY metadata.s, metadata.n ORDER BY id)"
            + " + 10 * COUNT(*) OVER (PARTITION BY metadata.mix, metadata.s) AS VARCHAR) FROM found",
        "'a11'",
        "'b11'",
        "'c11'");
    answers(
        "SELECT id || CAST(ROW_NUMBER() OVER (PARTITION BY \"class\", \"two words\" ORDER BY id)"
            + " AS VARCHAR) FROM (SELECT id, metadata.s IS NULL AS \"class\","
            + " metadata.\"none\" AS \"two words\" FROM found)",
        "'a1'",
        "'b1'",
        "'c2'");
  }

  @Test
  void aParameterMayBeLongerThanTheLiteralItIsComparedWith() {
    answers("SELECT id FROM found WHERE '' = ?", List.of("long"));
    answers("SELECT id FROM found WHERE SUBSTRING('' FROM 1 FOR 2) = ?", List.of("long"));
    answers("SELECT id FROM found WHERE ? = 'lo' OR id = 'a'", List.of("long"), "'a'");
  }

  @Test
  void aRightJoinMayHaveASubqueryInItsCondition() {
    answers(
        "SELECT l.id FROM found AS l RIGHT JOIN found AS r"
            + " ON l.id = r.id AND r.metadata.x NOT IN (SELECT -1.5 FROM found)",
        "'a'",
        "NULL",
        "NULL");
  }

  @Test
  void aColumnThatIsThereTwiceMayBeSortedTwice() {
    answers(
        "SELECT metadata.n AS c0, MAX(metadata.n) AS c1, COUNT(*) AS c2 FROM found"
            + " GROUP BY metadata.n HAVING SUM(metadata.n) > 2"
            + " ORDER BY c1 NULLS LAST, c0 DESC, c2 NULLS FIRST",
        "3");
  }

  @Test
  void aColumnThatFollowsFromAnotherMayBeSortedAfterIt() {
    answers(
        "SELECT metadata.n AS c0, AVG(metadata.n) AS c1 FROM found GROUP BY metadata.n"
            + " ORDER BY c0 NULLS LAST, c1 DESC NULLS LAST",
        "-3",
        "3",
        "NULL");
  }

  @Test
  void aCorrelatedSubqueryStandsBesideExpressionsOverADerivedTable() {
    answers(
        "SELECT (SELECT COUNT(*) FROM f AS o WHERE o.n < f.n), n + x, n - x, CASE n + 1 WHEN x THEN 1"
            + " WHEN 4 THEN 2 ELSE 3 END, ABS(n) FROM f ORDER BY 2, 3",
        "0",
        "1",
        "0");
  }

  @Test
  void aTextThatIsNoNumberIsNeitherInNorOutOfARangeOfNumbers() {
    answers("SELECT id FROM found WHERE metadata.mix NOT BETWEEN 4 AND 2.5", "'a'", "'c'");
    answers(
        "SELECT l.id FROM (SELECT * FROM found LIMIT 9) AS l WHERE l.metadata.mix NOT BETWEEN 4 AND 2",
        "'a'",
        "'c'");
    answers(
        "SELECT id FROM found WHERE metadata.mix NOT BETWEEN 4 AND 2.5"
            + " OR metadata.s IN (SELECT id FROM found)",
        "'a'",
        "'c'");
  }

  @Test
  void equalRowsOfTheRightSideOfAFullJoinAreAllThere() {
    answers(
        "SELECT r.metadata.s FROM found AS l FULL JOIN found AS r ON l.metadata.n = r.metadata.x + 9",
        "NULL",
        "NULL",
        "NULL",
        "NULL",
        "NULL",
        "'long'");
    answers(
        "SELECT l.id FROM found AS l RIGHT JOIN found AS r ON l.metadata.n > 5 AND r.metadata.s < l.id",
        "NULL",
        "NULL",
        "NULL");
  }

  @Test
  void aCorrelatedFullJoinSaysWhatToWriteInstead() {
    refuses(
        "SELECT r.id FROM found AS l FULL JOIN found AS r"
            + " ON l.metadata.n IN (SELECT r.metadata.n FROM found AS f)",
        "LEFT JOIN");
  }

  @Test
  void aJoinOnWhatTurnsOutToBeAComparisonWithNullHasNoRows() {
    answers(
        "SELECT COUNT(*) FROM found AS l JOIN found AS r ON l.metadata.n = r.metadata.n"
            + " AND CASE WHEN r.metadata.n BETWEEN 9 AND -9 THEN l.metadata.x"
            + " WHEN l.metadata.n BETWEEN 2 AND -3 THEN -0.5 END IS NOT DISTINCT FROM -1.75"
            + " WHERE l.id >= 'a'",
        "0");
  }

  @Test
  void anAggregateOfOuterColumnsAloneSaysWhereToWriteIt() {
    refuses(
        "SELECT (SELECT SUM(l.metadata.n) FROM found AS f) FROM found AS l",
        "Compute it in that query");
    refuses(
        "SELECT (SELECT SUM((SELECT COUNT(*) FROM found AS g WHERE g.metadata.n > l.metadata.n))"
            + " FROM found AS f) FROM found AS l",
        "Compute it in that query");
  }

  @Test
  void aSubqueryAboutBothSidesStandsInTheConditionOfAnOuterJoin() {
    String condition =
        " ON l.metadata.n IN (SELECT r.metadata.n FROM found AS f WHERE f.id < l.id)";
    answers(
        "SELECT l.id || ' ' || COALESCE(r.id, '-') FROM found AS l LEFT JOIN found AS r"
            + condition,
        "'a -'",
        "'b b'",
        "'c -'");
    answers(
        "SELECT COALESCE(l.id, '-') || ' ' || r.id FROM found AS l RIGHT JOIN found AS r"
            + condition,
        "'- a'",
        "'b b'",
        "'- c'");
  }

  @Test
  void anEmptySubqueryIsEmptyBesideACorrelatedOne() {
    String nothing = "NOT EXISTS (SELECT 1 FROM found AS f WHERE f.metadata.n BETWEEN 9 AND -9)";
    answers("SELECT id FROM found AS l WHERE " + nothing, "'a'", "'b'", "'c'");
    answers(
        "SELECT l.id FROM found AS l WHERE l.id < ANY (SELECT f.id FROM found AS f WHERE l.metadata.n > 0)"
            + " UNION SELECT l.id FROM found AS l WHERE "
            + nothing,
        "'a'",
        "'b'",
        "'c'");
    answers(
        "SELECT l.id FROM found AS l JOIN found AS r ON "
            + nothing
            + " WHERE l.metadata.n <= ALL (SELECT f.metadata.n FROM found AS f WHERE f.id = r.id)"
            + " AND r.id = 'a'",
        "'a'",
        "'b'");
  }

  @Test
  void subqueriesOfEqualPartsAreEachReplaced() {
    answers(
        "WITH w AS (SELECT l.id AS c FROM (SELECT * FROM found LIMIT 9) AS l"
            + " WHERE EXISTS (SELECT 1 FROM (SELECT * FROM found LIMIT 9) AS f)"
            + " INTERSECT ALL SELECT id FROM (SELECT * FROM found LIMIT 9) AS r)"
            + " SELECT DISTINCT w.c FROM w JOIN w AS v ON w.c = v.c",
        "'a'",
        "'b'",
        "'c'");
  }

  @Test
  void allRowsEqualDoesNotLookAtOtherColumnsCalledLikeItsOwn() {
    answers(
        "SELECT l.id FROM found AS l WHERE l.metadata.n = ALL (SELECT f.metadata.n FROM found AS f)"
            + " AND NOT (l.metadata.n IN (SELECT f.metadata.n FROM found AS f WHERE f.id > 'x')"
            + " AND 0.75 <= l.metadata.x)");
    answers(
        "SELECT id FROM (SELECT id, metadata.n AS c, metadata.x AS d FROM found) AS t"
            + " WHERE c <> ANY (SELECT f.metadata.n FROM found AS f)",
        "'a'",
        "'b'");
  }

  @Test
  void nullInAListDoesNotMakeItsNumbersTexts() {
    answers("SELECT id FROM found WHERE metadata.mix IN (1.0, NULL)", "'c'");
    answers("SELECT id FROM found WHERE metadata.mix NOT IN (1.0, NULL)");
    answers("SELECT metadata.n IN (3, NULL) FROM found", "true", "NULL", "NULL");
  }

  @Test
  void aSubqueryThatCannotBecomeAJoinIsRunForEachRow() {
    answers(
        "SELECT COUNT(*) FROM (SELECT f.metadata.n AS c1, SUM(f.metadata.x) AS c2"
            + " FROM (SELECT * FROM found LIMIT 9) AS f GROUP BY f.metadata.s, f.metadata.n) AS g"
            + " WHERE g.c1 NOT IN"
            + " (SELECT h.metadata.n FROM (SELECT * FROM found LIMIT 9) AS h WHERE g.c2 < -1.75)",
        "3");
  }

  @Test
  void aCorrelatedSubqueryThatDoesNotMatterLeavesNothingBehind() {
    answers(
        "SELECT 1 FROM found AS l RIGHT JOIN found AS r ON TRUE GROUP BY r.metadata.s"
            + " HAVING SUM(DISTINCT r.metadata.n) FILTER (WHERE TRUE OR r.metadata.x <= ALL"
            + " (SELECT f.metadata.x FROM found AS f WHERE 'A' < l.id)) = -3",
        "1");
  }

  @Test
  void aDivisionByNullStandsInASum() {
    answers(
        "SELECT metadata.n + CAST(NULL AS INTEGER) / - metadata.x * metadata.x + metadata.n FROM found",
        "NULL",
        "NULL",
        "NULL");
  }

  @Test
  void nullIsNotComparedAsZeroBecauseCoalesceReplacesIt() {
    answers(
        "SELECT l.id FROM found AS l JOIN found AS r ON l.id < r.id"
            + " WHERE l.metadata.x <= COALESCE(r.metadata.n, -9)");
    answers("SELECT id FROM found WHERE -2 <= COALESCE(metadata.n, -9)", "'a'");
  }

  @Test
  void coalesceOfAValueWithItselfIsTheValue() {
    answers("SELECT id FROM found WHERE -2.5 < COALESCE(metadata.x, metadata.x)", "'a'", "'b'");
    answers("SELECT COALESCE(metadata.x, metadata.x) FROM found WHERE id = 'c'", "NULL");
  }

  @Test
  void aJoinAsksWhetherAListWithNullIsUnknown() {
    answers(
        "SELECT r.metadata.n FROM found AS l LEFT JOIN found AS r ON l.id = r.id"
            + " AND (l.metadata.n NOT IN (3, NULL)) IS UNKNOWN",
        "NULL",
        "-3",
        "NULL");
  }

  @Test
  void anAggregateIsAboutASubqueryAboutOuterColumns() {
    answers(
        "SELECT MAX((SELECT COUNT(*) FROM found AS f WHERE l.metadata.n > 0)) FROM found AS l",
        "3");
  }

  @Test
  void zeroIsZeroWhateverItsSign() {
    answers("SELECT metadata.n * -0.0e0 FROM found UNION SELECT 0e0 FROM found", "0", "NULL");
    answers(
        "SELECT l.id FROM found AS l JOIN (SELECT 0e0 AS zero) AS z"
            + " ON l.metadata.n * -0.0e0 = z.zero",
        "'a'",
        "'b'");
    answers(
        "SELECT COUNT(*) FROM found WHERE metadata.n IS NOT NULL GROUP BY metadata.n * 0e0", "2");
  }

  @Test
  void aParameterStandsInAnAggregateOfHaving() {
    answers(
        "SELECT 1 FROM found GROUP BY metadata.s HAVING COUNT((? >= metadata.n)) < ?",
        List.of(0L, 5L),
        "1",
        "1");
    answers(
        "SELECT 1 FROM found GROUP BY metadata.s HAVING COUNT(DISTINCT document NOT REGEX ?) <> ?",
        List.of("red|blue", 2L),
        "1",
        "1");
  }

  @Test
  void anUnknownMembershipIsNotFalse() {
    String in = "(l.id IN (SELECT f.metadata.s FROM found AS f))";
    answers("SELECT l.id FROM found AS l WHERE NOT (" + in + " IS FALSE)", "'a'", "'b'", "'c'");
    answers("SELECT l.id FROM found AS l WHERE " + in + " IS NOT TRUE", "'a'", "'b'", "'c'");
    answers("SELECT l.id FROM found AS l WHERE " + in + " IS FALSE");
    answers("SELECT COUNT(*) FILTER (WHERE " + in + " IS NOT FALSE) FROM found AS l", "3");
  }

  @Test
  void aQueryWithASubqueryIsIntersectedAndUsedTwice() {
    answers(
        "WITH w AS (SELECT l.metadata.n AS c0, l.metadata.mix AS c1 FROM found AS l"
            + " INTERSECT SELECT r.metadata.n, r.metadata.mix FROM found AS r"
            + " WHERE r.id >= '' AND EXISTS (SELECT 1 FROM found AS f))"
            + " SELECT DISTINCT w.c0 FROM w JOIN w AS v ON w.c0 = v.c0",
        "3",
        "-3");
  }

  @Test
  void severalCorrelatedSubqueriesArePlanned() {
    answers(
        "SELECT l.id FROM found AS l WHERE (l.metadata.x NOT BETWEEN 0.75 AND 1.75"
            + " OR l.metadata.n IN (SELECT l.metadata.n FROM found AS f WHERE l.metadata.n <= 0))"
            + " AND l.metadata.s NOT IN (SELECT l.metadata.mix FROM found AS f WHERE l.metadata.n <> 3)");
  }

  @Test
  void conditionsThatAreNullableWithoutNeedAreSimplified() {
    answers(
        "SELECT id FROM found WHERE CASE WHEN (metadata.mix NOT BETWEEN 1 AND -1)"
            + " THEN metadata.s ELSE id END IS DISTINCT FROM ''",
        "'a'",
        "'b'",
        "'c'");
    answers(
        "SELECT l.id FROM found AS l LEFT JOIN found AS r"
            + " ON (TRUE OR (TRIM(r.id) IS NOT DISTINCT FROM 'a')) WHERE l.metadata.n = 3",
        "'a'",
        "'a'",
        "'a'");
  }

  @Test
  void aUnionIsLimitedOnceEqualRowsAreOne() {
    answers(
        "SELECT DISTINCT l.metadata.s AS s FROM found AS l, found AS r UNION"
            + " SELECT metadata.s FROM found ORDER BY s LIMIT 2",
        "'long'",
        "NULL");
    answers(
        "SELECT l.id AS i FROM found AS l, found AS r UNION SELECT id FROM found ORDER BY i LIMIT 2",
        "'a'",
        "'b'");
  }

  @Test
  void anExpressionOfParametersIsComparedWithAColumn() {
    answers("SELECT id FROM found WHERE metadata.n <> (-0.25 - ?)", List.of(-2L), "'a'", "'b'");
  }

  @Test
  void conditionsOverConjunctionsOfADerivedTableAreFlat() {
    answers(
        "SELECT d.i FROM (SELECT l.id AS i, (l.metadata.x < ? AND r.id <= ?) AS c FROM found AS l"
            + " LEFT JOIN found AS r ON TRUE) AS d"
            + " WHERE ((d.i NOT BETWEEN ? AND ?) AND d.c) OR -2.25 > ?",
        List.of(2.5, "a", "b", "c", 0L),
        "'a'");
  }

  @Test
  void aCorrelatedColumnInTheConditionOfAnOuterJoinMayBeNull() {
    answers(
        "SELECT l.id FROM found AS l WHERE l.metadata.n IS NULL AND 'c' = (SELECT MAX(f.id)"
            + " FROM found AS f WHERE l.metadata.n NOT IN (SELECT g.metadata.mix FROM found AS g)"
            + " OR f.id > (SELECT MIN(h.id) FROM found AS h))",
        "'c'");
  }

  @Test
  void aSumIsComparedWithAllDigitsOfADecimal() {
    String nothing = "SELECT SUM(metadata.n) + 1 FROM found HAVING SUM(metadata.n) + 1 = ";
    answers(nothing + "1.75");
    answers(nothing + "1.00", "1");
    answers("SELECT SUM(metadata.n) FROM found HAVING ABS(SUM(metadata.n)) = 0.75");
    answers("SELECT COALESCE(NULLIF(SUM(metadata.n), 0), 1.75) FROM found", "1.75");
  }

  @Test
  void aParameterBesideASumKeepsItsDigits() {
    answers("SELECT SUM(metadata.n) + ? FROM found", List.of(5.75), "5.75");
    answers("SELECT SUM(metadata.n) + ? FROM found", List.of(new BigDecimal("5.75")), "5.75");
    answers("SELECT COALESCE(NULLIF(SUM(metadata.n), 0), ?) FROM found", List.of(5.75), "5.75");
    answers("SELECT SUM(metadata.n) FROM found HAVING SUM(metadata.n) < ?", List.of(0.75), "0");
  }

  @Test
  void aQuotientOfNullIfIsNull() {
    answers(
        "SELECT (NULLIF(1.0, 1.0) / CAST(2 AS DOUBLE)) * 0.0 FROM (SELECT * FROM found LIMIT 9) AS d",
        "NULL",
        "NULL",
        "NULL");
    answers(
        "SELECT 89 / (- CASE 2 WHEN - COUNT(*) + -62 THEN CASE 34 WHEN -10 THEN MAX(29) ELSE NULL END"
            + " WHEN 99 * 15 THEN NULL END) * COUNT(*) + -18 FROM found",
        "NULL");
  }

  @Test
  void comparisonsWithWhatIsNullAreNull() {
    String condition = "(NULLIF(0.0, 0.0) BETWEEN -1.75 AND 1.0)";
    answers(
        "SELECT CASE WHEN metadata.n IS NOT NULL THEN 0 WHEN "
            + condition
            + " THEN 1 END FROM found",
        "0",
        "0",
        "NULL");
    answers(
        "SELECT id FROM found WHERE CASE WHEN metadata.n > 0 THEN TRUE WHEN "
            + condition
            + " THEN TRUE END",
        "'a'");
  }

  @Test
  void subqueriesThatAreTooMuchAsJoinsRunForEachRow() {
    answers(
        "SELECT COUNT(*) FILTER (WHERE (NOT (a0.metadata.x IN (SELECT a0.metadata.x FROM found AS a2))))"
            + " FROM found AS a0 WHERE ((a0.metadata.n IN (SELECT a0.metadata.n FROM found AS a4))"
            + " AND (a0.metadata.x NOT IN (SELECT a0.metadata.n FROM found AS a6"
            + " WHERE (a0.metadata.n NOT IN (SELECT a7.metadata.n FROM found AS a7)))))"
            + " GROUP BY a0.metadata.x, a0.metadata.n",
        "0",
        "0");
  }

  @Test
  void subqueriesWithinEachOtherNameRowsOfAllThoseAround() {
    answers(
        "SELECT a0.id FROM found a0 WHERE EXISTS (SELECT 1 FROM found a1 WHERE NOT EXISTS"
            + " (SELECT 1 FROM found a2 WHERE a2.metadata.n = a0.metadata.n + a1.metadata.n))",
        "'a'",
        "'b'",
        "'c'");
    answers(
        "SELECT a0.id FROM found a0 WHERE EXISTS (SELECT 1 FROM found a1"
            + " WHERE a0.metadata.n NOT IN (SELECT a1.metadata.n FROM found AS a2))",
        "'a'",
        "'b'");
    answers(
        "SELECT a0.id FROM found a0 WHERE a0.metadata.n NOT IN (SELECT a0.metadata.n FROM found a1"
            + " WHERE a0.metadata.n + a1.metadata.n NOT IN (SELECT a1.metadata.n FROM found a2))",
        "'c'");
    answers(
        "SELECT (SELECT COUNT(*) FROM found a1 WHERE a0.metadata.n + a1.metadata.n"
            + " <> (SELECT MAX(a2.metadata.n) FROM found a2"
            + " WHERE a2.metadata.n < a0.metadata.n + a1.metadata.n)) FROM found a0",
        "2",
        "1",
        "0");
  }

  @Test
  void aLiteralThatASubqueryGivesIsComparedWithTheRowAround() {
    answers(
        "SELECT a.id FROM found AS a WHERE a.metadata.x IN (SELECT 1.5 FROM found AS b"
            + " WHERE a.metadata.s <= 'x') OR a.metadata.mix IN (0)",
        "'a'");
    answers(
        "SELECT a.id FROM found AS a WHERE a.metadata.n IN (SELECT -3 FROM found AS b"
            + " WHERE a.metadata.n + 3 = b.metadata.n - 3) OR a.id = 'c'",
        "'b'",
        "'c'");
  }

  @Test
  void aSimplifiedConditionMayStandAlone() {
    answers(
        "SELECT r.id FROM found AS l LEFT JOIN found AS r ON l.id = r.id"
            + " WHERE CASE WHEN r.metadata.n IN (-3) THEN r.metadata.x"
            + " WHEN r.metadata.n IS NULL THEN l.metadata.x END IS NULL AND r.metadata.n IS NOT NULL",
        "'a'");
    answers(
        "SELECT r.id FROM found AS l RIGHT JOIN found AS r ON TRUE WHERE NOT (l.metadata.n IS NULL)"
            + " AND (CASE WHEN l.metadata.n IN (3) THEN l.document ELSE 'x' END <> '') IS NOT TRUE",
        "'a'",
        "'b'",
        "'c'");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void exclusionsWithinEachOtherNeedNotBecomeLargePlans(int levels) {
    String[] all = {"'a'", "'b'", "'c'"};
    answers("SELECT a0.id" + exclusion(0, levels), levels % 2 == 0 ? all : new String[0]);
  }

  /** A query that excludes the rows of another, which names the rows of all those around. */
  private static String exclusion(int level, int levels) {
    String from = " FROM found AS a" + level;
    if (level == levels) {
      return from;
    }
    String around =
        IntStream.rangeClosed(0, level)
            .mapToObj(i -> "a" + i + ".metadata.n")
            .collect(Collectors.joining(" + "));
    return from
        + " WHERE "
        + around
        + " NOT IN (SELECT "
        + around
        + exclusion(level + 1, levels)
        + ")";
  }

  @Test
  void aTestForNullBesideAComparisonOfTheColumnIsKeptWhereUnknownIsNotFalse() {
    answers(
        "SELECT id FROM found WHERE NOT ((NOT ((NOT (metadata.n IS NOT NULL)) OR (3 <> metadata.n)))"
            + " IS FALSE)",
        "'a'");
    answers(
        "SELECT id FROM found WHERE (metadata.n IS NOT NULL AND 3 = metadata.n) IS NOT FALSE",
        "'a'");
    answers("SELECT id FROM found WHERE (metadata.n IS NULL OR 3 = metadata.n) IS NOT TRUE", "'b'");
    answers(
        "SELECT id FROM found WHERE (NOT ((metadata.n <> -3) OR (metadata.n IS NULL))) IS FALSE",
        "'a'",
        "'c'");
  }

  @Test
  void conditionsOfBothSidesOfAnIntersectionCastTheirColumn() {
    answers(
        "SELECT COUNT(*) FROM (SELECT metadata.n AS c FROM found INTERSECT SELECT CHAR_LENGTH(id)"
            + " FROM found) AS a WHERE CAST(a.c AS VARCHAR) >= 'o' AND a.c >= 2 GROUP BY a.c");
    answers(
        "SELECT COUNT(*) FROM (SELECT metadata.x AS x, metadata.n AS c FROM (SELECT * FROM found LIMIT 9)"
            + " AS l INTERSECT SELECT metadata.x, CHAR_LENGTH(id) FROM (SELECT * FROM found LIMIT 9) AS r)"
            + " AS a WHERE CAST(a.c AS VARCHAR) >= 'o''neil' AND a.c >= 2 GROUP BY a.c");
  }

  @Test
  void rowsAreComparedColumnByColumn() {
    String row = "SELECT id FROM found WHERE (metadata.n, id) ";
    answers(row + "= (-3, 'b')", "'b'");
    answers(row + "<> (3, 'c')", "'a'", "'b'");
    answers(row + "<> (NULL, 'b')", "'a'", "'c'");
    answers(row + "> (-3, 'b')", "'a'");
    answers(row + ">= (-3, 'b')", "'a'", "'b'");
    answers(row + "< (3, 'a')", "'b'");
    answers(row + "<= (3, NULL)", "'b'");
    answers(row + "BETWEEN (-3, 'b') AND (3, 'A')", "'b'");
    answers(row + "BETWEEN SYMMETRIC (3, 'A') AND (-3, 'b')", "'b'");
    answers(row + "NOT BETWEEN (-3, 'a') AND (-3, 'c')", "'a'");
    answers(row + "NOT BETWEEN (-3, NULL) AND (3, 'a')");
    answers(row + "IS DISTINCT FROM (3, 'b')", "'a'", "'b'", "'c'");
    answers(row + "IS DISTINCT FROM (NULL, 'c')", "'a'", "'b'");
    answers(row + "IS NOT DISTINCT FROM (NULL, 'c')", "'c'");
    answers("SELECT id FROM found WHERE NOT ((metadata.n, id) < (3, 'a'))", "'a'");
    answers("SELECT id FROM found WHERE ((metadata.n, id) <= (-3, 'b')) IS UNKNOWN", "'c'");
    answers(
        "SELECT id FROM found WHERE (id, metadata.n, metadata.x) > ('a', 3, 1)",
        "'a'",
        "'b'",
        "'c'");
    answers("SELECT id FROM found WHERE ((id, metadata.n), 1) < (('b', -3), 2)", "'a'", "'b'");
    answers("SELECT id FROM found WHERE (metadata.mix, id) >= (1, 'c')", "'c'");
    answers("SELECT id FROM found WHERE ROW(metadata.n, id) >= ROW(3, 'a')", "'a'");
    answers("SELECT id FROM found WHERE ROW(metadata.n, id) IN (ROW(3, 'a'), (3, 'b'))", "'a'");
  }

  @Test
  void rowsAreComparedWithParametersAndSubqueries() {
    String row = "SELECT id FROM found WHERE (metadata.n, id) ";
    answers(row + "> (?, ?)", List.of(-3L, "b"), "'a'");
    answers(row + "IS NOT DISTINCT FROM (?, ?)", List.of(3L, "a"), "'a'");
    answers(row + "BETWEEN (?, ?) AND (?, ?)", List.of(-3L, "b", 3L, "A"), "'b'");
    answers("SELECT id FROM found WHERE (?, id) < (metadata.n, ?)", List.of(3L, "b"), "'a'");
    answers(
        "SELECT id FROM found AS o WHERE ((SELECT MAX(i.metadata.n) FROM found AS i WHERE i.id <="
            + " o.id), id) > (3, ?)",
        List.of("a"),
        "'b'",
        "'c'");
  }

  @Test
  void zerosOfRealsAreOneValue() {
    answers(
        "SELECT DISTINCT CAST(metadata.x AS REAL) * CAST(0 AS REAL) FROM found WHERE id < 'c'",
        "0");
    answers("SELECT DISTINCT CAST(metadata.x AS REAL) AS r FROM found", "1.5", "-1.5", "NULL");
  }

  private void refuses(String sql, String advice) {
    assertThat(Answer.of(driver, sql, List.of()))
        .isInstanceOfSatisfying(
            Answer.Failure.class,
            failure -> {
              assertThat(failure.sqlState()).isEqualTo("0A000");
              assertThat(failure.message()).contains(advice);
            });
  }

  private void answers(String sql, String... expected) {
    String named = "WITH f AS (SELECT metadata.n AS n, metadata.x AS x FROM found) ";
    answers(sql.contains(" f ") ? named + sql : sql, List.of(), expected);
  }

  /** The first column, whatever the order. */
  private void answers(String sql, List<?> parameters, String... expected) {
    Answer answer = Answer.of(driver, sql, parameters);
    assertThat(answer).as(sql).isInstanceOf(Answer.Rows.class);
    assertThat(((Answer.Rows) answer).rows().stream().map(row -> row.get(0)))
        .as(sql)
        .containsExactlyInAnyOrder(expected);
  }
}
