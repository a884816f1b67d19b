package io.github.chromajdbc.calcite.engine;

import io.github.chromajdbc.calcite.catalog.StoredView;
import io.github.chromajdbc.calcite.command.CommandTables;
import io.github.chromajdbc.calcite.route.RoutedTable;
import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.calcite.statement.Session;
import io.github.chromajdbc.calcite.validate.TableLookup;
import io.github.chromajdbc.calcite.validate.ViewReference;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.CollectionInfo;
import java.util.List;
import java.util.Optional;

/** The tables that a statement of a session can name. */
record SessionTables(
    ChromaEngine engine, Session session, TableLookup lookup, Cancellation cancellation)
    implements CommandTables {

  @Override
  public CollectionInfo table(List<String> names) {
    return lookup.find(names);
  }

  @Override
  public Optional<RoutedTable> routed(CollectionInfo table) {
    return engine.routed(table);
  }

  @Override
  public Optional<CollectionInfo> find(String name) {
    return engine.table(session.database(), name, cancellation);
  }

  @Override
  public ViewReference validate(StoredView view) {
    return engine.views().validate(view, session.database(), cancellation);
  }

  @Override
  public List<CollectionInfo> collections() {
    return engine.store().collections(session.database(), cancellation);
  }

  @Override
  public ChromaStore store() {
    return engine.store();
  }

  @Override
  public void refresh() {
    engine.refresh();
  }

  @Override
  public List<CollectionInfo> tables() {
    return engine.tables(session.database(), cancellation);
  }

  @Override
  public List<String> databases() {
    return engine.store().databases(session.database().tenant(), cancellation);
  }

  @Override
  public List<ColumnDescription> columns(CollectionInfo table) {
    return engine.columns(table, cancellation);
  }
}
