package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.calcite.catalog.ColumnType;
import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.catalog.TableColumn.Role;
import io.github.chromajdbc.calcite.pushdown.PushdownScope.Reference;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/**
 * {@code column IN (...)}, NOT IN, and ids.
 *
 * <p>Traps: {@code $nin} also matches records that lack the key; {@code $in} takes its type from
 * its first element; {@code {"#id": ...}} is silently ignored by a single node, so ids go beside
 * the filter and only a conjunct of its own can use them.
 */
final class MembershipPushdown {
  private final PushdownScope scope;

  MembershipPushdown(PushdownScope scope) {
    this.scope = scope;
  }

  /** A conjunct {@code id = x}, {@code id IN (...)} or an OR of such; null when it is none. */
  @Nullable Pushed ids(RexNode node) {
    List<Operand> operands = new ArrayList<>();
    return collectIds(node, operands) ? Pushed.exactly(new Condition.IdAmong(operands)) : null;
  }

  private boolean collectIds(RexNode node, List<Operand> operands) {
    if (!(node instanceof RexCall call)) {
      return false;
    }
    if (call.isA(SqlKind.OR)) {
      return call.getOperands().stream().allMatch(branch -> collectIds(branch, operands));
    }
    if (call.isA(SqlKind.EQUALS)) {
      for (int i = 0; i < 2; i++) {
        if (isId(call.getOperands().get(i))) {
          Operand operand = scope.operand(call.getOperands().get(1 - i));
          return operand != null && operands.add(operand);
        }
      }
      return false;
    }
    if (call.isA(SqlKind.SEARCH) && isId(call.getOperands().get(0))) {
      List<Operand> points = points(sarg(call));
      return points != null && operands.addAll(points);
    }
    return false;
  }

  private boolean isId(RexNode node) {
    Reference reference = scope.reference(node);
    return reference != null && reference.column().role() == Role.ID;
  }

  /** A SEARCH whose Sarg is a list of points, or everything but them; null when it is neither. */
  @Nullable Pushed searchOfPoints(RexCall call, boolean negated) {
    Reference reference = scope.reference(call.getOperands().get(0));
    if (reference == null || reference.column().role() == Role.ID) {
      return null;
    }
    Sarg<?> sarg = sarg(call);
    if (sarg.nullAs != RexUnknownAs.UNKNOWN) {
      return null;
    }
    boolean excluded = negated;
    List<Operand> points = points(sarg);
    if (points == null) {
      points = points(sarg.negate());
      excluded = !negated;
    }
    return points == null ? null : membership(reference, excluded, points);
  }

  /** The points of a SEARCH that admits nothing else; null when it is no such list. */
  static @Nullable List<Operand> pointsOfList(RexCall search) {
    Sarg<?> sarg = sarg(search);
    return sarg.nullAs == RexUnknownAs.UNKNOWN ? points(sarg) : null;
  }

  /** The points that a SEARCH excludes and nothing else; null when it is no such list. */
  static @Nullable List<Operand> pointsOfExclusion(RexCall search) {
    Sarg<?> sarg = sarg(search);
    return sarg.nullAs == RexUnknownAs.UNKNOWN ? points(sarg.negate()) : null;
  }

  private static Sarg<?> sarg(RexCall call) {
    Sarg<?> sarg = ((RexLiteral) call.getOperands().get(1)).getValueAs(Sarg.class);
    if (sarg == null) {
      throw new IllegalArgumentException("SEARCH without a Sarg: " + call);
    }
    return sarg;
  }

  private static @Nullable List<Operand> points(Sarg<?> sarg) {
    if (!sarg.isPoints()) {
      return null;
    }
    List<Operand> points = new ArrayList<>();
    for (var range : sarg.rangeSet.asRanges()) {
      Object value = range.lowerEndpoint();
      points.add(new Operand.Constant(value instanceof NlsString text ? text.getValue() : value));
    }
    return points;
  }

  private static @Nullable Pushed membership(
      Reference reference, boolean negated, List<Operand> operands) {
    TableColumn column = reference.column();
    if (column.role() == Role.DOCUMENT) {
      return Pushed.exactly(
          new Condition.DocumentText(Condition.TextMatch.EQUAL, negated, operands));
    }
    if (column.role() != Role.METADATA_KEY) {
      return null;
    }
    String key = column.requireKey();
    return switch (column.type()) {
      case INTEGER, NUMBER ->
          reference.asDouble()
              ? null
              : reference.wholeNumbersOnly(
                  new Condition.NumberMembership(
                      key, column.type() == ColumnType.INTEGER, negated, operands));
      case TEXT, MIXED -> {
        if (negated) {
          yield column.type() == ColumnType.MIXED
              ? Pushed.nothing(Pushed.SEVERAL_TYPES)
              : Pushed.atLeast(
                  new Condition.TextMembership(key, true, operands),
                  "Chroma's $nin also matches records without the key");
        }
        yield column.hasTextOnly()
            ? Pushed.exactly(new Condition.TextMembership(key, false, operands))
            : Pushed.atLeast(new Condition.MixedMembership(key, operands), Pushed.SEVERAL_TYPES);
      }
      case BOOLEAN,
          EPOCH_SECONDS,
          EPOCH_MILLIS,
          ISO_TIME,
          TEXT_ARRAY,
          INTEGER_ARRAY,
          NUMBER_ARRAY,
          BOOLEAN_ARRAY,
          VECTOR,
          POSITION ->
          null;
    };
  }
}
