package io.github.chromajdbc.calcite.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code DROP VIEW [IF EXISTS] view}. */
public final class SqlDropView extends SqlCall implements ChromaStatement {
  private static final String NAME = "DROP VIEW";
  private static final SqlOperator OPERATOR =
      new NodeOperator(
          NAME,
          SqlKind.DROP_VIEW,
          (position, operands) -> new SqlDropView(position, operands.flag(0), operands.name(1)));

  private final boolean ifExists;
  private final SqlIdentifier view;

  public SqlDropView(SqlParserPos position, boolean ifExists, SqlIdentifier view) {
    super(position);
    this.ifExists = ifExists;
    this.view = view;
  }

  public boolean ifExists() {
    return ifExists;
  }

  public SqlIdentifier view() {
    return view;
  }

  @Override
  public String statementName() {
    return NAME;
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(Writing.flag(ifExists), view);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword(NAME);
    Writing.keywordIf(writer, ifExists, "IF EXISTS");
    Writing.name(writer, view);
  }
}
