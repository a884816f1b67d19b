package io.github.chromajdbc.calcite.function;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.schema.impl.AggregateFunctionImpl;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.validate.SqlUserDefinedAggFunction;
import org.apache.calcite.util.Optionality;

/** LISTAGG(DISTINCT text, separator), which tells the texts apart itself. */
public final class DistinctTexts {
  private static final String COMMA = ",";
  private static final SqlAggFunction OF_TEXT = function(OfText.class, 1);
  private static final SqlAggFunction OF_TEXT_AND_SEPARATOR = function(DistinctTexts.class, 2);

  private final Set<String> texts = new LinkedHashSet<>();
  private String separator = COMMA;

  private DistinctTexts() {}

  /**
   * The function.
   *
   * @param operands 1 or 2
   */
  public static SqlAggFunction function(int operands) {
    return operands == 1 ? OF_TEXT : OF_TEXT_AND_SEPARATOR;
  }

  private static SqlAggFunction function(Class<?> implementation, int operands) {
    return new SqlUserDefinedAggFunction(
        new SqlIdentifier("LISTAGG_DISTINCT", SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.ARG0.andThen(SqlTypeTransforms.FORCE_NULLABLE),
        InferTypes.RETURN_TYPE,
        OperandTypes.operandMetadata(
            Collections.nCopies(operands, SqlTypeFamily.CHARACTER),
            types -> List.of(),
            i -> "argument" + i,
            i -> false),
        requireNonNull(AggregateFunctionImpl.create(implementation)),
        false,
        false,
        Optionality.OPTIONAL);
  }

  /** Without texts. Called by generated code, as what follows. */
  public static DistinctTexts init() {
    return new DistinctTexts();
  }

  /** With one more text, unless it is there; none is NULL. */
  public static DistinctTexts add(DistinctTexts total, String text, String separator) {
    total.separator = separator;
    total.texts.add(text);
    return total;
  }

  /** All texts in one. */
  public static String result(DistinctTexts total) {
    return String.join(total.separator, total.texts);
  }

  /** With a comma between them. */
  public static final class OfText {
    private OfText() {}

    public static DistinctTexts init() {
      return DistinctTexts.init();
    }

    public static DistinctTexts add(DistinctTexts total, String text) {
      return DistinctTexts.add(total, text, COMMA);
    }

    public static String result(DistinctTexts total) {
      return DistinctTexts.result(total);
    }
  }
}
