package io.github.chromajdbc.calcite.engine;

import io.github.chromajdbc.calcite.catalog.CollectionCatalog;
import io.github.chromajdbc.calcite.catalog.StoredView;
import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.catalog.TableLayout;
import io.github.chromajdbc.calcite.command.Commands;
import io.github.chromajdbc.calcite.exec.context.QueryVectors;
import io.github.chromajdbc.calcite.parser.ChromaSqlParser;
import io.github.chromajdbc.calcite.parser.LenientStrings;
import io.github.chromajdbc.calcite.route.RouteConfiguration;
import io.github.chromajdbc.calcite.route.RoutedTable;
import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.calcite.statement.Engine;
import io.github.chromajdbc.calcite.statement.EngineOptions;
import io.github.chromajdbc.calcite.statement.FunctionDescription;
import io.github.chromajdbc.calcite.statement.IndexAdministration;
import io.github.chromajdbc.calcite.statement.PreparedQuery;
import io.github.chromajdbc.calcite.statement.Session;
import io.github.chromajdbc.calcite.statement.SystemTable;
import io.github.chromajdbc.calcite.system.InformationTable;
import io.github.chromajdbc.calcite.validate.ChromaTypeFactory;
import io.github.chromajdbc.calcite.validate.StatementValidator;
import io.github.chromajdbc.calcite.validate.TableLookup;
import io.github.chromajdbc.calcite.validate.ValidatedQuery;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.WarningSink;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** The engine over a store. */
public final class ChromaEngine implements Engine {
  static {
    CalciteAssertions.relax();
  }

  private final ChromaStore store;
  private final EngineOptions options;
  private final QueryVectors queryVectors;
  private final CollectionCatalog catalog;
  private final ExecutorService prefetcher;
  private final @Nullable IndexAdministration indexes;
  private final PlanCache plans = new PlanCache();

  /**
   * Takes the store over: it is closed with the engine.
   *
   * @param indexes null when indexes cannot be built
   */
  public ChromaEngine(
      ChromaStore store,
      QueryVectors queryVectors,
      EngineOptions options,
      @Nullable IndexAdministration indexes) {
    this(store, queryVectors, options, indexes, RouteConfiguration.NONE);
  }

  /**
   * Takes the store over: it is closed with the engine.
   *
   * @param indexes null when indexes cannot be built
   * @param routes the routed tables that are configured
   */
  public ChromaEngine(
      ChromaStore store,
      QueryVectors queryVectors,
      EngineOptions options,
      @Nullable IndexAdministration indexes,
      RouteConfiguration routes) {
    this.indexes = indexes;
    this.store = store;
    this.queryVectors = queryVectors;
    this.options = options;
    this.prefetcher =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "chroma-jdbc-prefetch");
              thread.setDaemon(true);
              // Not the caller's, which would keep an application that is undeployed in memory.
              thread.setContextClassLoader(ChromaEngine.class.getClassLoader());
              return thread;
            });
    this.catalog = new CollectionCatalog(store, options, routes, prefetcher);
  }

  @Override
  public ChromaStore store() {
    return store;
  }

  @Override
  public Optional<IndexAdministration> indexes() {
    return Optional.ofNullable(indexes);
  }

  EngineOptions options() {
    return options;
  }

  QueryVectors queryVectors() {
    return queryVectors;
  }

  ExecutorService prefetcher() {
    return prefetcher;
  }

  @Override
  public PreparedQuery prepare(
      String sql, Session session, WarningSink warnings, Cancellation cancellation) {
    String standard = options.lenientStrings() ? LenientStrings.toStandard(sql) : sql;
    return prepare(standard, Map.of(), session, warnings, cancellation);
  }

  /**
   * Prepares for parameters of given types.
   *
   * @param parameterTypes SQL type names by the index of a {@code ?}, where the type that the
   *     statement expects does not fit
   */
  PreparedQuery prepare(
      String sql,
      Map<Integer, String> parameterTypes,
      Session session,
      WarningSink warnings,
      Cancellation cancellation) {
    PlanCache.Key key = new PlanCache.Key(sql, session, parameterTypes);
    PlannedQuery planned = plans.find(key, query -> isCurrent(query.validated(), cancellation));
    if (planned == null) {
      SqlNode parsed = EscapedErrors.translated(() -> ChromaSqlParser.parse(sql));
      TableLookup lookup = new TableLookup(catalog, session, cancellation);
      PreparedQuery command = command(parsed, sql, session, lookup, cancellation);
      if (command != null) {
        return command;
      }
      planned = plan(sql, parsed, parameterTypes, lookup, cancellation);
      plans.put(key, planned);
    }
    planned.validated().warnings().forEach(warnings::warn);
    return new EngineQuery(this, sql, session, parameterTypes, planned);
  }

  private @Nullable PreparedQuery command(
      SqlNode parsed, String sql, Session session, TableLookup lookup, Cancellation cancellation) {
    return EscapedErrors.translated(
        () ->
            new Commands(new SessionTables(this, session, lookup, cancellation), indexes)
                .prepare(parsed, sql));
  }

  private PlannedQuery plan(
      String sql,
      SqlNode parsed,
      Map<Integer, String> parameterTypes,
      TableLookup lookup,
      Cancellation cancellation) {
    return EscapedErrors.translated(
        () -> {
          StatementValidator validator = validator(cancellation);
          return new StatementPlanner(sql, parsed, parameterTypes, validator, cancellation)
              .plan(lookup);
        });
  }

  StatementValidator validator(Cancellation cancellation) {
    return new StatementValidator(this, store.abilities(cancellation), options.exact());
  }

  CollectionCatalog catalog() {
    return catalog;
  }

  ViewTables views() {
    return new ViewTables(this);
  }

  /** Whether the collections and views of a plan are what they were when it was made. */
  private boolean isCurrent(ValidatedQuery query, Cancellation cancellation) {
    return views().areCurrent(query.views(), cancellation)
        && query.references().stream()
            .allMatch(
                reference -> {
                  CollectionInfo planned = reference.collection();
                  Optional<CollectionInfo> current =
                      catalog.find(planned.database(), planned.name(), cancellation);
                  return current.isPresent()
                      && current.get().id().equals(planned.id())
                      && Objects.equals(current.get().dimension(), planned.dimension())
                      && columnsKnownNow(current.get(), cancellation).equals(reference.known());
                });
  }

  /** Whether samples of the collections of a plan, read now, show the columns it was made for. */
  boolean confirm(ValidatedQuery query, Cancellation cancellation) {
    return query.references().stream()
        .allMatch(
            reference ->
                catalog.layout(reference.collection(), cancellation).equals(reference.known()));
  }

  private TableLayout columnsKnownNow(CollectionInfo collection, Cancellation cancellation) {
    return new TableLookup(catalog, new Session(collection.database()), cancellation)
        .withoutReads()
        .layout(collection);
  }

  @Override
  public List<CollectionInfo> tables(DatabaseName database, Cancellation cancellation) {
    return catalog.list(database, cancellation);
  }

  @Override
  public Optional<CollectionInfo> table(
      DatabaseName database, String name, Cancellation cancellation) {
    return catalog.find(database, name, cancellation);
  }

  @Override
  public boolean isRouted(CollectionInfo table) {
    return routed(table).isPresent();
  }

  Optional<RoutedTable> routed(CollectionInfo table) {
    return catalog.routed(table);
  }

  @Override
  public Optional<String> viewQuery(CollectionInfo table) {
    return catalog.view(table).map(StoredView::query);
  }

  @Override
  public List<ColumnDescription> columns(
      CollectionInfo table, WarningSink warnings, Cancellation cancellation) {
    if (StoredView.isDescribedBy(table)) {
      return views().columns(table, warnings, cancellation);
    }
    List<TableColumn> all = catalog.layout(table, cancellation).columns();
    long keys = all.stream().map(TableColumn::key).filter(Objects::nonNull).distinct().count();
    if (keys > options.maxColumns()) {
      warnings.warn(ChromaError.COLUMNS_CAPPED.warning(table.name(), keys, options.maxColumns()));
    }
    return describe(table, all.stream().filter(column -> !column.hidden()).toList());
  }

  /** The columns of a table; of a view that has none, why. */
  List<ColumnDescription> columns(CollectionInfo table, Cancellation cancellation) {
    return StoredView.isDescribedBy(table)
        ? views().columns(table, cancellation)
        : columns(table, warning -> {}, cancellation);
  }

  @Override
  public List<ColumnDescription> hiddenColumns(CollectionInfo table, Cancellation cancellation) {
    return StoredView.isDescribedBy(table)
        ? List.of()
        : describe(
            table,
            catalog.layout(table, cancellation).columns().stream()
                .filter(TableColumn::hidden)
                .toList());
  }

  private static List<ColumnDescription> describe(CollectionInfo table, List<TableColumn> columns) {
    ChromaTypeFactory typeFactory = new ChromaTypeFactory();
    return columns.stream()
        .map(
            column ->
                new ColumnDescription(
                    column.name(),
                    column.name(),
                    table.database().tenant(),
                    table.database().database(),
                    table.name(),
                    TypeDescriptions.of(column.relType(typeFactory))))
        .toList();
  }

  @Override
  public List<SystemTable> systemTables(String tenant) {
    return Stream.of(InformationTable.values()).map(table -> table.describe(tenant)).toList();
  }

  @Override
  public List<FunctionDescription> functions() {
    return FunctionDescriptions.all();
  }

  @Override
  public void warmUp() {
    WarmUp.begin();
  }

  /** Forgets a collection that the server says is gone. */
  void forget(CollectionInfo collection) {
    catalog.forget(collection);
  }

  @Override
  public void refresh() {
    catalog.refresh();
    plans.clear();
  }

  @Override
  public void close() {
    prefetcher.shutdownNow();
    if (indexes != null) {
      indexes.close();
    }
    store.close();
  }
}
