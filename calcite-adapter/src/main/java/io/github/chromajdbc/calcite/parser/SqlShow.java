package io.github.chromajdbc.calcite.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.Symbolizable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableNullableList;
import org.jspecify.annotations.Nullable;

/** {@code SHOW TABLES}, {@code SHOW INDEXES FROM table} and the like. */
public final class SqlShow extends SqlCall implements ChromaStatement {

  /** What is shown. COLUMNS and ROUTES are of a table, INDEXES may be. */
  public enum Subject implements Symbolizable {
    TABLES,
    SCHEMAS,
    COLUMNS,
    INDEXES,
    ROUTES
  }

  private static final SqlOperator OPERATOR =
      new NodeOperator(
          "SHOW",
          SqlKind.OTHER,
          (position, operands) ->
              new SqlShow(position, operands.symbol(0, Subject.class), operands.optionalName(1)));

  private final Subject subject;
  private final @Nullable SqlIdentifier table;

  public SqlShow(SqlParserPos position, Subject subject, @Nullable SqlIdentifier table) {
    super(position);
    this.subject = subject;
    this.table = table;
  }

  public Subject subject() {
    return subject;
  }

  /** Null for TABLES, SCHEMAS and the INDEXES of every table. */
  public @Nullable SqlIdentifier table() {
    return table;
  }

  @Override
  public String statementName() {
    return "SHOW " + subject;
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return ImmutableNullableList.of(subject.symbol(SqlParserPos.ZERO), table);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword(statementName());
    Writing.clause(writer, "FROM", table);
  }
}
