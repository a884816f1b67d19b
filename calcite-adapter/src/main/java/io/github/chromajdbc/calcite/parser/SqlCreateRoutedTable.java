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

/**
 * {@code CREATE TABLE [IF NOT EXISTS] table ROUTED BY (metadata.key, ...) OVER ('glob', ...)}, or
 * {@code [ROUTED BY (...)] USING CONFIG 'file'}: many collections as one table.
 */
public final class SqlCreateRoutedTable extends SqlCall implements ChromaStatement {
  private static final SqlOperator OPERATOR =
      new NodeOperator(
          "CREATE ROUTED TABLE",
          SqlKind.CREATE_TABLE,
          (position, operands) ->
              new SqlCreateRoutedTable(
                  position,
                  operands.flag(0),
                  operands.name(1),
                  operands.optionalList(2),
                  operands.optionalList(3),
                  operands.optionalNode(4)));

  private final boolean ifNotExists;
  private final SqlIdentifier table;
  private final @Nullable SqlNodeList keys;
  private final @Nullable SqlNodeList collections;
  private final @Nullable SqlNode configuration;

  private SqlCreateRoutedTable(
      SqlParserPos position,
      boolean ifNotExists,
      SqlIdentifier table,
      @Nullable SqlNodeList keys,
      @Nullable SqlNodeList collections,
      @Nullable SqlNode configuration) {
    super(position);
    this.ifNotExists = ifNotExists;
    this.table = table;
    this.keys = keys;
    this.collections = collections;
    this.configuration = configuration;
  }

  /** Over collections named by globs. */
  public static SqlCreateRoutedTable over(
      SqlParserPos position,
      boolean ifNotExists,
      SqlIdentifier table,
      SqlNodeList keys,
      SqlNodeList collections) {
    return new SqlCreateRoutedTable(position, ifNotExists, table, keys, collections, null);
  }

  /** Over the collections that a configuration file lists. */
  public static SqlCreateRoutedTable usingConfig(
      SqlParserPos position,
      boolean ifNotExists,
      SqlIdentifier table,
      @Nullable SqlNodeList keys,
      SqlNode configuration) {
    return new SqlCreateRoutedTable(position, ifNotExists, table, keys, null, configuration);
  }

  public boolean ifNotExists() {
    return ifNotExists;
  }

  public SqlIdentifier table() {
    return table;
  }

  /** The discriminator keys, identifiers; null only where a configuration is given. */
  public @Nullable SqlNodeList keys() {
    return keys;
  }

  /** Names and globs, string literals; null where a configuration is given. */
  public @Nullable SqlNodeList collections() {
    return collections;
  }

  /** The file's name, a string literal; null where collections are given. */
  public @Nullable SqlNode configuration() {
    return configuration;
  }

  @Override
  public String statementName() {
    return "CREATE TABLE ROUTED";
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return ImmutableNullableList.of(
        Writing.flag(ifNotExists), table, keys, collections, configuration);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("CREATE TABLE");
    Writing.keywordIf(writer, ifNotExists, "IF NOT EXISTS");
    Writing.name(writer, table);
    if (keys != null) {
      writer.keyword("ROUTED BY");
      Writing.list(writer, keys);
    }
    if (collections != null) {
      writer.keyword("OVER");
      Writing.list(writer, collections);
    }
    Writing.clause(writer, "USING CONFIG", configuration);
  }
}
