package io.github.chromajdbc.calcite.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableNullableList;
import org.jspecify.annotations.Nullable;

/** {@code DROP INDEX [IF EXISTS] index [ON table]}. */
public final class SqlDropIndex extends SqlCall implements ChromaStatement {
  private static final String NAME = "DROP INDEX";
  private static final SqlOperator OPERATOR =
      new NodeOperator(
          NAME,
          SqlKind.DROP_INDEX,
          (position, operands) ->
              new SqlDropIndex(
                  position, operands.flag(0), operands.name(1), operands.optionalName(2)));

  private final boolean ifExists;
  private final SqlIdentifier index;
  private final @Nullable SqlIdentifier table;

  public SqlDropIndex(
      SqlParserPos position, boolean ifExists, SqlIdentifier index, @Nullable SqlIdentifier table) {
    super(position);
    this.ifExists = ifExists;
    this.index = index;
    this.table = table;
  }

  public boolean ifExists() {
    return ifExists;
  }

  /** A name of one part. */
  public SqlIdentifier index() {
    return index;
  }

  /** Null where the index is meant whatever table it is of. */
  public @Nullable SqlIdentifier table() {
    return table;
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
    return ImmutableNullableList.of(Writing.flag(ifExists), index, table);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword(NAME);
    Writing.keywordIf(writer, ifExists, "IF EXISTS");
    Writing.name(writer, index);
    Writing.clause(writer, "ON", table);
  }
}
