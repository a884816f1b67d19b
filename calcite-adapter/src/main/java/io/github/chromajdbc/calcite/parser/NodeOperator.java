package io.github.chromajdbc.calcite.parser;

import java.util.Arrays;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** The operator of a node class of ours: it knows how to make the node anew from its operands. */
final class NodeOperator extends SqlSpecialOperator {

  /** Makes the node from the operands that its getOperandList lists, in that order. */
  @FunctionalInterface
  interface Factory {
    SqlCall create(SqlParserPos position, Operands operands);
  }

  private final Factory factory;

  NodeOperator(String name, SqlKind kind, Factory factory) {
    super(name, kind);
    this.factory = factory;
  }

  @Override
  public SqlCall createCall(
      @Nullable SqlLiteral functionQualifier,
      SqlParserPos position,
      @Nullable SqlNode... operands) {
    return factory.create(position, new Operands(Arrays.asList(operands)));
  }
}
