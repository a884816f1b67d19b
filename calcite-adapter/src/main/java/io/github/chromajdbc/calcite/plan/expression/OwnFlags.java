package io.github.chromajdbc.calcite.plan.expression;

import io.github.chromajdbc.calcite.plan.walk.EachExpression;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.BasicSqlType;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Gives each call that takes a flag, such as BOTH of TRIM or YEAR of EXTRACT, one of its own.
 * Calcite's code for a branch of CASE (1.42) takes over the variables made before it, but not which
 * flags they stand for: of equal flags, TRIM there trims nothing and EXTRACT does not compile.
 */
public final class OwnFlags extends RexShuttle {
  /** Equal to no other. */
  private static final class FlagType extends BasicSqlType {
    private final int number;

    FlagType(RelDataTypeSystem system, int number) {
      super(system, SqlTypeName.SYMBOL);
      this.number = number;
      computeDigest();
    }

    @Override
    protected void generateTypeString(StringBuilder text, boolean withDetail) {
      super.generateTypeString(text, withDetail);
      text.append(number);
    }
  }

  private static final class LiteralBuilder extends RexBuilder {
    LiteralBuilder(RelDataTypeFactory types) {
      super(types);
    }

    RexLiteral flag(Comparable<?> value, RelDataType type) {
      return makeLiteral(value, type, SqlTypeName.SYMBOL);
    }
  }

  private final RelDataTypeSystem system;
  private final LiteralBuilder literals;
  private int count;

  private OwnFlags(RelDataTypeFactory types) {
    this.system = types.getTypeSystem();
    this.literals = new LiteralBuilder(types);
  }

  public static RelNode in(RelNode rel) {
    return EachExpression.rewritten(rel, new OwnFlags(rel.getCluster().getTypeFactory()));
  }

  @Override
  public RexNode visitLiteral(RexLiteral literal) {
    Comparable<?> value = literal.getValueAs(Comparable.class);
    return literal.getTypeName() == SqlTypeName.SYMBOL && value != null
        ? literals.flag(value, new FlagType(system, count++))
        : literal;
  }
}
