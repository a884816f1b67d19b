package io.github.chromajdbc.calcite.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableNullableList;
import org.jspecify.annotations.Nullable;

/** {@code CREATE [OR REPLACE] VIEW view [(column, ...)] AS query}. */
public final class SqlCreateView extends SqlCall implements ChromaStatement {
  private static final String NAME = "CREATE VIEW";
  private static final SqlOperator OPERATOR =
      new NodeOperator(
          NAME,
          SqlKind.CREATE_VIEW,
          (position, operands) ->
              new SqlCreateView(
                  position,
                  operands.flag(0),
                  operands.name(1),
                  operands.optionalList(2),
                  operands.node(3)));

  private final boolean replace;
  private final SqlIdentifier view;
  private final @Nullable SqlNodeList columns;
  private final SqlNode query;

  public SqlCreateView(
      SqlParserPos position,
      boolean replace,
      SqlIdentifier view,
      @Nullable SqlNodeList columns,
      SqlNode query) {
    super(position);
    this.replace = replace;
    this.view = view;
    this.columns = columns;
    this.query = query;
  }

  /** Whether a view of this name gives way. */
  public boolean replace() {
    return replace;
  }

  public SqlIdentifier view() {
    return view;
  }

  /** The names of the columns, identifiers; null for those of the query. */
  public @Nullable SqlNodeList columns() {
    return columns;
  }

  public SqlNode query() {
    return query;
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
    return ImmutableNullableList.of(Writing.flag(replace), view, columns, query);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword(replace ? "CREATE OR REPLACE VIEW" : NAME);
    Writing.name(writer, view);
    if (columns != null) {
      Writing.list(writer, columns);
    }
    Writing.clause(writer, "AS", query);
  }
}
