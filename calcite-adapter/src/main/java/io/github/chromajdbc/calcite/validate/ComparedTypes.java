package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.error.ChromaError;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.jspecify.annotations.Nullable;

/**
 * The types that IN and BETWEEN compare. Calcite (1.42) looks at two at a time, and takes a text
 * for anything: a list of a number, a text and a date fails when it is converted.
 */
final class ComparedTypes {
  private enum Kind {
    TEXT,
    NUMBER,
    TRUTH_VALUE,
    DAY,
    TIME,
    MONTHS,
    INTERVAL,
    BYTES,
    ROW
  }

  /** As which Calcite reads a text beside them. */
  private static final Set<Kind> READ_OF_TEXTS =
      EnumSet.of(Kind.NUMBER, Kind.TRUTH_VALUE, Kind.DAY, Kind.TIME);

  /** A truth value is 1 or 0. */
  private static final Set<Kind> NUMBERS = EnumSet.of(Kind.NUMBER, Kind.TRUTH_VALUE);

  private ComparedTypes() {}

  /**
   * Refuses values of which not all can be compared.
   *
   * @throws io.github.chromajdbc.error.ChromaException 42804
   */
  static void requireAlike(SqlCall call, List<RelDataType> types) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (RelDataType type : types) {
      Kind kind = kind(type);
      if (kind != null) {
        kinds.add(kind);
      }
    }
    boolean text = kinds.remove(Kind.TEXT);
    boolean comparable =
        kinds.isEmpty()
            || (text
                ? kinds.size() == 1 && READ_OF_TEXTS.containsAll(kinds)
                : kinds.size() == 1 || kinds.equals(NUMBERS));
    if (!comparable) {
      throw ChromaError.TYPE_MISMATCH.exception(
          call.getOperator().getName()
              + " compares values of other types"
              + ValidationErrors.at(call)
              + ": cast them to one");
    }
  }

  /** Null for what Calcite compares rightly or refuses itself. */
  private static @Nullable Kind kind(RelDataType type) {
    if (type.isStruct()) {
      return Kind.ROW;
    }
    SqlTypeFamily family = type.getSqlTypeName().getFamily();
    return switch (family == null ? SqlTypeFamily.ANY : family) {
      case CHARACTER -> Kind.TEXT;
      case NUMERIC -> Kind.NUMBER;
      case BOOLEAN -> Kind.TRUTH_VALUE;
      case DATE, TIMESTAMP -> Kind.DAY;
      case TIME -> Kind.TIME;
      case INTERVAL_YEAR_MONTH -> Kind.MONTHS;
      case INTERVAL_DAY_TIME -> Kind.INTERVAL;
      case BINARY -> Kind.BYTES;
      default -> null;
    };
  }
}
