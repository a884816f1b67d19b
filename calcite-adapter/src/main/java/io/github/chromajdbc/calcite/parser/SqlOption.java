package io.github.chromajdbc.calcite.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code name = value}: in WITH of CREATE TABLE and SET of ALTER TABLE. */
public final class SqlOption extends SqlCall {
  private static final SqlOperator OPERATOR =
      new NodeOperator(
          "OPTION",
          SqlKind.OTHER,
          (position, operands) -> new SqlOption(position, operands.name(0), operands.node(1)));

  private final SqlIdentifier name;
  private final SqlNode value;

  public SqlOption(SqlParserPos position, SqlIdentifier name, SqlNode value) {
    super(position);
    this.name = name;
    this.value = value;
  }

  /** A name of one part, in the case it was written in. */
  public SqlIdentifier name() {
    return name;
  }

  /** A literal or a parameter. */
  public SqlNode value() {
    return value;
  }

  /** Requires that none of the options before has this name. */
  public static void checkFirst(List<SqlNode> before, SqlIdentifier name) {
    for (SqlNode node : before) {
      if (((SqlOption) node).name.getSimple().equalsIgnoreCase(name.getSimple())) {
        throw new SyntaxProblem(
            name.getParserPosition(), "The option %s is given twice", name.getSimple());
      }
    }
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(name, value);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    Writing.name(writer, name);
    Writing.clause(writer, "=", value);
  }
}
