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

/** {@code ALTER INDEX index [ON table] REBUILD}. */
public final class SqlRebuildIndex extends SqlCall implements ChromaStatement {
  private static final String NAME = "ALTER INDEX REBUILD";
  private static final SqlOperator OPERATOR =
      new NodeOperator(
          NAME,
          SqlKind.ALTER_INDEX,
          (position, operands) ->
              new SqlRebuildIndex(position, operands.name(0), operands.optionalName(1)));

  private final SqlIdentifier index;
  private final @Nullable SqlIdentifier table;

  public SqlRebuildIndex(
      SqlParserPos position, SqlIdentifier index, @Nullable SqlIdentifier table) {
    super(position);
    this.index = index;
    this.table = table;
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
    return ImmutableNullableList.of(index, table);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("ALTER INDEX");
    Writing.name(writer, index);
    Writing.clause(writer, "ON", table);
    writer.keyword("REBUILD");
  }
}
