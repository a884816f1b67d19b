package io.github.chromajdbc.calcite.function;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/** The functions that stand in a plan for what Calcite has no operator for. */
public final class ChromaFunctions {
  /** {@code text CONTAINS part}. */
  public static final SqlUserDefinedFunction CONTAINS =
      create(
          "CHROMA_CONTAINS",
          TextFunctions.class,
          "contains",
          ReturnTypes.BOOLEAN_NULLABLE,
          SqlTypeFamily.CHARACTER,
          SqlTypeFamily.CHARACTER);

  /** {@code array CONTAINS element}. */
  public static final SqlUserDefinedFunction ARRAY_CONTAINS =
      create(
          "CHROMA_ARRAY_CONTAINS",
          TextFunctions.class,
          "arrayContains",
          ReturnTypes.BOOLEAN_NULLABLE,
          SqlTypeFamily.ARRAY,
          SqlTypeFamily.ANY);

  /** {@code value > ANY (array)}: the value, the comparison, the array. */
  public static final SqlUserDefinedFunction ANY_OF_ARRAY =
      create(
          "CHROMA_ANY",
          Quantified.class,
          "any",
          Quantified::type,
          SqlTypeFamily.ANY,
          SqlTypeFamily.CHARACTER,
          SqlTypeFamily.ARRAY);

  /** An array as one whose elements can be NULL. */
  public static final SqlUserDefinedFunction WITH_NULLS =
      create(
          "CHROMA_WITH_NULLS",
          ArrayFunctions.class,
          "withNulls",
          ArrayFunctions::typeWithNulls,
          SqlTypeFamily.ANY);

  /** An array of numbers as one of whole numbers of a type, TINYINT to BIGINT. */
  public static final SqlUserDefinedFunction WHOLE_ELEMENTS =
      create(
          "CHROMA_WHOLE_ELEMENTS",
          ArrayFunctions.class,
          "wholeElements",
          ReturnTypes.ARG0,
          SqlTypeFamily.ARRAY,
          SqlTypeFamily.CHARACTER);

  /** How many signs of two SOUNDEX codes are the same. */
  public static final SqlUserDefinedFunction DIFFERENCE =
      create(
          "CHROMA_DIFFERENCE",
          TextFunctions.class,
          "difference",
          ReturnTypes.INTEGER_NULLABLE,
          SqlTypeFamily.CHARACTER,
          SqlTypeFamily.CHARACTER);

  /** {@code text REGEX pattern}. */
  public static final SqlUserDefinedFunction MATCHES =
      create(
          "CHROMA_MATCHES",
          TextFunctions.class,
          "matches",
          ReturnTypes.BOOLEAN_NULLABLE,
          SqlTypeFamily.CHARACTER,
          SqlTypeFamily.CHARACTER);

  /** {@code text LIKE pattern ESCAPE character}. */
  public static final SqlUserDefinedFunction LIKE_ESCAPE =
      create(
          "CHROMA_LIKE_ESCAPE",
          TextFunctions.class,
          "likeEscaped",
          ReturnTypes.BOOLEAN_NULLABLE,
          SqlTypeFamily.CHARACTER,
          SqlTypeFamily.CHARACTER,
          SqlTypeFamily.CHARACTER);

  /** {@code text ILIKE pattern}. */
  public static final SqlUserDefinedFunction ILIKE =
      create(
          "CHROMA_ILIKE",
          TextFunctions.class,
          "likeInAnyCase",
          ReturnTypes.BOOLEAN_NULLABLE,
          SqlTypeFamily.CHARACTER,
          SqlTypeFamily.CHARACTER);

  /** {@code text ILIKE pattern ESCAPE character}. */
  public static final SqlUserDefinedFunction ILIKE_ESCAPE =
      create(
          "CHROMA_ILIKE_ESCAPE",
          TextFunctions.class,
          "likeInAnyCaseEscaped",
          ReturnTypes.BOOLEAN_NULLABLE,
          SqlTypeFamily.CHARACTER,
          SqlTypeFamily.CHARACTER,
          SqlTypeFamily.CHARACTER);

  /** {@code text SIMILAR TO pattern}. */
  public static final SqlUserDefinedFunction SIMILAR =
      create(
          "CHROMA_SIMILAR",
          CharacterFunctions.class,
          "similar",
          ReturnTypes.BOOLEAN_NULLABLE,
          SqlTypeFamily.CHARACTER,
          SqlTypeFamily.CHARACTER);

  /** {@code text SIMILAR TO pattern ESCAPE character}. */
  public static final SqlUserDefinedFunction SIMILAR_ESCAPE =
      create(
          "CHROMA_SIMILAR_ESCAPE",
          CharacterFunctions.class,
          "similarEscaped",
          ReturnTypes.BOOLEAN_NULLABLE,
          SqlTypeFamily.CHARACTER,
          SqlTypeFamily.CHARACTER,
          SqlTypeFamily.CHARACTER);

  /** {@code OVERLAY(text PLACING part FROM position FOR length)}. */
  public static final SqlUserDefinedFunction OVERLAY =
      create(
          "CHROMA_OVERLAY",
          CharacterFunctions.class,
          "overlay",
          ReturnTypes.ARG0_NULLABLE_VARYING,
          SqlTypeFamily.CHARACTER,
          SqlTypeFamily.CHARACTER,
          SqlTypeFamily.INTEGER,
          SqlTypeFamily.INTEGER);

  /** {@code OVERLAY(text PLACING part FROM position)}. */
  public static final SqlUserDefinedFunction OVERLAY_OF_ITS_LENGTH =
      create(
          "CHROMA_OVERLAY_OF_ITS_LENGTH",
          CharacterFunctions.class,
          "overlayOfItsLength",
          ReturnTypes.ARG0_NULLABLE_VARYING,
          SqlTypeFamily.CHARACTER,
          SqlTypeFamily.CHARACTER,
          SqlTypeFamily.INTEGER);

  /** {@code CHR(number)}. */
  public static final SqlUserDefinedFunction CHARACTER =
      create(
          "CHROMA_CHARACTER",
          CharacterFunctions.class,
          "character",
          ReturnTypes.VARCHAR_NULLABLE,
          SqlTypeFamily.INTEGER);

  /** {@code INITCAP(text)}. */
  public static final SqlUserDefinedFunction CAPITALIZED =
      create(
          "CHROMA_CAPITALIZED",
          CharacterFunctions.class,
          "capitalized",
          ReturnTypes.ARG0_NULLABLE,
          SqlTypeFamily.CHARACTER);

  /** The text of a DOUBLE or REAL, from the one that Calcite gives it. */
  public static final SqlUserDefinedFunction TEXT_OF_NUMBER =
      create(
          "CHROMA_TEXT_OF_NUMBER",
          CharacterFunctions.class,
          "textOfNumber",
          ReturnTypes.ARG0_NULLABLE,
          SqlTypeFamily.CHARACTER);

  /** {@code ABS(number)} of a BIGINT. */
  public static final SqlUserDefinedFunction ABS =
      create(
          "CHROMA_ABS",
          NumberFunctions.class,
          "abs",
          ReturnTypes.ARG0_NULLABLE,
          SqlTypeFamily.INTEGER);

  /** {@code ROUND(number, digits)} of a BIGINT. */
  public static final SqlUserDefinedFunction ROUND =
      create(
          "CHROMA_ROUND",
          NumberFunctions.class,
          "round",
          ReturnTypes.ARG0_NULLABLE,
          SqlTypeFamily.INTEGER,
          SqlTypeFamily.INTEGER);

  /** {@code dividend / divisor} of DECIMALs, to so many digits behind the point. */
  public static final SqlUserDefinedFunction DIVIDE =
      create(
          "CHROMA_DIVIDE",
          NumberFunctions.class,
          "divide",
          ReturnTypes.ARG0_NULLABLE,
          SqlTypeFamily.EXACT_NUMERIC,
          SqlTypeFamily.EXACT_NUMERIC,
          SqlTypeFamily.INTEGER);

  /** {@code dividend / divisor} of DOUBLEs. */
  public static final SqlUserDefinedFunction DIVIDE_DOUBLES =
      create(
          "CHROMA_DIVIDE_DOUBLES",
          NumberFunctions.class,
          "divideDoubles",
          ReturnTypes.DOUBLE_NULLABLE,
          SqlTypeFamily.APPROXIMATE_NUMERIC,
          SqlTypeFamily.APPROXIMATE_NUMERIC);

  /** {@code POWER(x, y)}, as which Calcite has SQRT, too. */
  public static final SqlUserDefinedFunction POWER =
      create(
          "CHROMA_POWER",
          NumberFunctions.class,
          "power",
          ReturnTypes.DOUBLE_NULLABLE,
          SqlTypeFamily.APPROXIMATE_NUMERIC,
          SqlTypeFamily.APPROXIMATE_NUMERIC);

  /** The result of a function that is not defined for all numbers, and its name. */
  public static final SqlUserDefinedFunction DEFINED =
      create(
          "CHROMA_DEFINED",
          NumberFunctions.class,
          "defined",
          ReturnTypes.ARG0,
          SqlTypeFamily.APPROXIMATE_NUMERIC,
          SqlTypeFamily.CHARACTER);

  /** An array that rows are ordered by. */
  public static final SqlUserDefinedFunction COMPARABLE_ARRAY =
      create(
          "CHROMA_COMPARABLE",
          ArrayFunctions.class,
          "comparable",
          ReturnTypes.ARG0,
          SqlTypeFamily.ARRAY);

  /** A mixed value as a number, NULL when its text is none. */
  public static final SqlUserDefinedFunction NUMBER_OR_NULL =
      create(
          "CHROMA_NUMBER",
          TextFunctions.class,
          "numberOrNull",
          ReturnTypes.explicit(SqlTypeName.DOUBLE).andThen(SqlTypeTransforms.FORCE_NULLABLE),
          SqlTypeFamily.CHARACTER);

  /** A mixed value as a truth value, NULL when its text is none. */
  public static final SqlUserDefinedFunction TRUTH_OR_NULL =
      create(
          "CHROMA_TRUTH",
          TextFunctions.class,
          "truthOrNull",
          ReturnTypes.explicit(SqlTypeName.BOOLEAN).andThen(SqlTypeTransforms.FORCE_NULLABLE),
          SqlTypeFamily.CHARACTER);

  /** A text that is to be cast to TIME, checked. */
  public static final SqlUserDefinedFunction TIME_OF_DAY =
      create(
          "CHROMA_TIME_OF_DAY",
          TimeTexts.class,
          "timeOfDay",
          ReturnTypes.ARG0,
          SqlTypeFamily.CHARACTER);

  /** A text that is to be cast to TIMESTAMP, as Calcite reads it. */
  public static final SqlUserDefinedFunction DATE_AND_TIME =
      create(
          "CHROMA_DATE_AND_TIME",
          TimeTexts.class,
          "dateAndTime",
          ReturnTypes.ARG0,
          SqlTypeFamily.CHARACTER);

  /** A text that is to be cast to DATE, as Calcite reads it. */
  public static final SqlUserDefinedFunction DATE_OF_TEXT =
      create(
          "CHROMA_DATE_OF_TEXT",
          TimeTexts.class,
          "date",
          ReturnTypes.ARG0,
          SqlTypeFamily.CHARACTER);

  /** A text that is to be cast to TIME, NULL when it is none. */
  public static final SqlUserDefinedFunction TIME_OF_DAY_OR_NULL =
      create(
          "CHROMA_TIME_OF_DAY_OR_NULL",
          TimeTexts.class,
          "timeOfDayOrNull",
          ReturnTypes.ARG0_FORCE_NULLABLE,
          SqlTypeFamily.CHARACTER);

  /** The text of a TIMESTAMP. */
  public static final SqlUserDefinedFunction TEXT_OF_TIMESTAMP =
      create(
          "CHROMA_TEXT_OF_TIMESTAMP",
          TimeTexts.class,
          "ofTimestamp",
          ReturnTypes.VARCHAR_NULLABLE,
          SqlTypeFamily.TIMESTAMP);

  /** The text of a TIME. */
  public static final SqlUserDefinedFunction TEXT_OF_TIME =
      create(
          "CHROMA_TEXT_OF_TIME",
          TimeTexts.class,
          "ofTime",
          ReturnTypes.VARCHAR_NULLABLE,
          SqlTypeFamily.TIME);

  /** A DATE and an interval of days or less. */
  public static final SqlUserDefinedFunction DAYS_LATER =
      create(
          "CHROMA_DAYS_LATER",
          DateSums.class,
          "daysLater",
          ReturnTypes.ARG0_NULLABLE,
          SqlTypeFamily.DATE,
          SqlTypeFamily.NUMERIC);

  /** A DATE and an interval of months. */
  public static final SqlUserDefinedFunction MONTHS_LATER =
      create(
          "CHROMA_MONTHS_LATER",
          DateSums.class,
          "monthsLater",
          ReturnTypes.ARG0_NULLABLE,
          SqlTypeFamily.DATE,
          SqlTypeFamily.NUMERIC);

  /** A TIMESTAMP and an interval of days or less. */
  public static final SqlUserDefinedFunction TIME_LATER =
      create(
          "CHROMA_TIME_LATER",
          DateSums.class,
          "timeLater",
          ReturnTypes.ARG0_NULLABLE,
          SqlTypeFamily.TIMESTAMP,
          SqlTypeFamily.NUMERIC);

  /** A TIMESTAMP and an interval of months. */
  public static final SqlUserDefinedFunction MONTHS_AFTER_TIME =
      create(
          "CHROMA_MONTHS_AFTER_TIME",
          DateSums.class,
          "monthsAfterTime",
          ReturnTypes.ARG0_NULLABLE,
          SqlTypeFamily.TIMESTAMP,
          SqlTypeFamily.NUMERIC);

  /** Whether a truth value is known to be true, as a {@code boolean} of Java. */
  public static final SqlUserDefinedFunction IS_TRUE =
      create(
          "CHROMA_IS_TRUE",
          TextFunctions.class,
          "isTrue",
          ReturnTypes.BOOLEAN_NOT_NULL,
          SqlTypeFamily.BOOLEAN);

  /** A REAL, 0 for -0. */
  public static final SqlUserDefinedFunction UNSIGNED_ZERO_OF_REAL =
      create(
          "CHROMA_UNSIGNED_ZERO_OF_REAL",
          TextFunctions.class,
          "unsignedZeroOfReal",
          ReturnTypes.ARG0,
          SqlTypeFamily.APPROXIMATE_NUMERIC);

  /** A DOUBLE or FLOAT, 0 for -0. */
  public static final SqlUserDefinedFunction UNSIGNED_ZERO =
      create(
          "CHROMA_UNSIGNED_ZERO",
          TextFunctions.class,
          "unsignedZero",
          ReturnTypes.ARG0,
          SqlTypeFamily.APPROXIMATE_NUMERIC);

  /**
   * How many rows a frame reaches. Not deterministic for Calcite, which would compute it while it
   * plans, and report what is wrong with it as a fault of its own.
   */
  public static final SqlUserDefinedFunction FRAME_ROWS =
      new SqlUserDefinedFunction(
          new SqlIdentifier("CHROMA_FRAME_ROWS", SqlParserPos.ZERO),
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.INTEGER,
          InferTypes.RETURN_TYPE,
          OperandTypes.operandMetadata(
              List.of(SqlTypeFamily.NUMERIC), factory -> List.of(), i -> "rows", i -> false),
          ScalarFunctionImpl.create(method(FrameRows.class, "of"))) {
        @Override
        public boolean isDeterministic() {
          return false;
        }
      };

  /**
   * The bound of {@code distance} in a search block, while a statement is converted: it must be one
   * value for all records.
   */
  public static final SqlFunction DISTANCE_BOUND =
      SqlBasicFunction.create("CHROMA_DISTANCE_BOUND", ReturnTypes.ARG0, OperandTypes.ANY);

  /** {@code COSINE_DISTANCE(a, b)}. */
  public static final SqlUserDefinedFunction COSINE_DISTANCE =
      distance("COSINE_DISTANCE", "cosineDistance");

  /** {@code L2_DISTANCE(a, b)}. */
  public static final SqlUserDefinedFunction L2_DISTANCE =
      distance("L2_DISTANCE", "euclideanDistance");

  /** {@code L2_SQUARED_DISTANCE(a, b)}. */
  public static final SqlUserDefinedFunction L2_SQUARED_DISTANCE =
      distance("L2_SQUARED_DISTANCE", "squaredDistance");

  /** {@code INNER_PRODUCT(a, b)}. */
  public static final SqlUserDefinedFunction INNER_PRODUCT =
      distance("INNER_PRODUCT", "innerProduct");

  private ChromaFunctions() {}

  /** All of them. */
  public static List<SqlOperator> all() {
    return List.of(
        CONTAINS,
        ARRAY_CONTAINS,
        ANY_OF_ARRAY,
        WITH_NULLS,
        DIFFERENCE,
        WHOLE_ELEMENTS,
        MATCHES,
        LIKE_ESCAPE,
        ILIKE,
        ILIKE_ESCAPE,
        SIMILAR,
        SIMILAR_ESCAPE,
        OVERLAY,
        OVERLAY_OF_ITS_LENGTH,
        CHARACTER,
        CAPITALIZED,
        TEXT_OF_NUMBER,
        ABS,
        ROUND,
        DIVIDE,
        DIVIDE_DOUBLES,
        POWER,
        DEFINED,
        COMPARABLE_ARRAY,
        NUMBER_OR_NULL,
        TRUTH_OR_NULL,
        TIME_OF_DAY,
        TIME_OF_DAY_OR_NULL,
        DATE_AND_TIME,
        DATE_OF_TEXT,
        TEXT_OF_TIMESTAMP,
        TEXT_OF_TIME,
        DAYS_LATER,
        MONTHS_LATER,
        TIME_LATER,
        MONTHS_AFTER_TIME,
        IS_TRUE,
        UNSIGNED_ZERO,
        UNSIGNED_ZERO_OF_REAL,
        FRAME_ROWS,
        DISTANCE_BOUND,
        COSINE_DISTANCE,
        L2_DISTANCE,
        L2_SQUARED_DISTANCE,
        INNER_PRODUCT);
  }

  /** Whether a function of this name, in any case, is one of the distances of two vectors. */
  public static boolean isDistance(String name) {
    return Stream.of(COSINE_DISTANCE, L2_DISTANCE, L2_SQUARED_DISTANCE, INNER_PRODUCT)
        .anyMatch(function -> function.getName().equalsIgnoreCase(name));
  }

  private static SqlUserDefinedFunction distance(String name, String methodName) {
    return new SqlUserDefinedFunction(
        new SqlIdentifier(name, SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.DOUBLE_NULLABLE,
        VectorOperands::inferParameters,
        VectorOperands.INSTANCE,
        ScalarFunctionImpl.create(method(DistanceFunctions.class, methodName)));
  }

  private static SqlUserDefinedFunction create(
      String name,
      Class<?> implementation,
      String methodName,
      SqlReturnTypeInference returns,
      SqlTypeFamily... operands) {
    return new SqlUserDefinedFunction(
        new SqlIdentifier(name, SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        returns,
        InferTypes.RETURN_TYPE,
        OperandTypes.operandMetadata(
            List.of(operands), factory -> List.of(), i -> "argument" + i, i -> false),
        ScalarFunctionImpl.create(method(implementation, methodName)));
  }

  private static Method method(Class<?> implementation, String name) {
    for (Method method : implementation.getMethods()) {
      if (method.getName().equals(name)) {
        return method;
      }
    }
    throw new IllegalStateException(implementation + " has no public method " + name);
  }
}
