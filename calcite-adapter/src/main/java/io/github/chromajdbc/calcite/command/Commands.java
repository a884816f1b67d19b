package io.github.chromajdbc.calcite.command;

import io.github.chromajdbc.calcite.parser.SqlCreateIndex;
import io.github.chromajdbc.calcite.parser.SqlCreateRoutedTable;
import io.github.chromajdbc.calcite.parser.SqlCreateView;
import io.github.chromajdbc.calcite.parser.SqlDeclareColumns;
import io.github.chromajdbc.calcite.parser.SqlDescribe;
import io.github.chromajdbc.calcite.parser.SqlDropIndex;
import io.github.chromajdbc.calcite.parser.SqlDropTable;
import io.github.chromajdbc.calcite.parser.SqlDropView;
import io.github.chromajdbc.calcite.parser.SqlRebuildIndex;
import io.github.chromajdbc.calcite.parser.SqlRefreshRoutes;
import io.github.chromajdbc.calcite.parser.SqlReindex;
import io.github.chromajdbc.calcite.parser.SqlShow;
import io.github.chromajdbc.calcite.statement.IndexAdministration;
import io.github.chromajdbc.calcite.statement.PreparedQuery;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Prepares the statements that are executed without a plan. */
public final class Commands {
  private final IndexCommands indexes;
  private final ShowCommands shows;
  private final RouteCommands routes;
  private final ViewCommands views;
  private final DeclareCommand declarations;

  /**
   * @param tables where names of tables are looked up
   * @param indexes null when the connection has no way to build indexes
   */
  public Commands(CommandTables tables, @Nullable IndexAdministration indexes) {
    this.indexes = new IndexCommands(tables, indexes);
    this.routes = new RouteCommands(tables);
    this.views = new ViewCommands(tables);
    this.declarations = new DeclareCommand(tables);
    this.shows = new ShowCommands(tables, this.indexes, routes);
  }

  /**
   * The statement, ready to run; null when it is none of these.
   *
   * @param sql its text
   */
  public @Nullable PreparedQuery prepare(SqlNode statement, String sql) {
    if (statement instanceof SqlCreateIndex create) {
      return indexes.create(create);
    }
    if (statement instanceof SqlDropIndex drop) {
      return indexes.drop(drop);
    }
    if (statement instanceof SqlRebuildIndex rebuild) {
      return indexes.rebuild(rebuild);
    }
    if (statement instanceof SqlReindex reindex) {
      return indexes.reindex(reindex);
    }
    if (statement instanceof SqlCreateRoutedTable create) {
      return routes.create(create);
    }
    if (statement instanceof SqlRefreshRoutes refresh) {
      return routes.refresh(refresh);
    }
    if (statement instanceof SqlDropTable drop) {
      return routes.drop(drop);
    }
    if (statement instanceof SqlCreateView create) {
      return views.create(create, sql);
    }
    if (statement instanceof SqlDropView drop) {
      return views.drop(drop);
    }
    if (statement instanceof SqlDeclareColumns declare) {
      return declarations.declare(declare);
    }
    if (statement instanceof SqlShow show) {
      return shows.show(show);
    }
    return statement instanceof SqlDescribe describe ? shows.columns(describe.table()) : null;
  }
}
