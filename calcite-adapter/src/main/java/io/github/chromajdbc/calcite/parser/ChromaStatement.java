package io.github.chromajdbc.calcite.parser;

/**
 * A statement that is no query, INSERT, UPSERT, UPDATE, DELETE or MERGE: those are Calcite's nodes,
 * these are ours.
 */
public sealed interface ChromaStatement
    permits SqlExplainStatement,
        SqlCreateTable,
        SqlCreateRoutedTable,
        SqlRenameTable,
        SqlSetTableOptions,
        SqlDeclareColumns,
        SqlRefreshRoutes,
        SqlTruncateTable,
        SqlDropTable,
        SqlCreateSchema,
        SqlDropSchema,
        SqlCreateView,
        SqlDropView,
        SqlCreateIndex,
        SqlDropIndex,
        SqlRebuildIndex,
        SqlReindex,
        SqlShow,
        SqlDescribe {

  /** How messages call it, {@code CREATE INDEX} for one. */
  String statementName();
}
