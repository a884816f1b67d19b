package io.github.chromajdbc.calcite;

import io.github.chromajdbc.calcite.catalog.CollectionCatalog;
import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.rel.ChromaTable;
import io.github.chromajdbc.calcite.route.RouteConfiguration;
import io.github.chromajdbc.calcite.statement.EngineOptions;
import io.github.chromajdbc.calcite.statement.Execution;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.client.Identity;
import io.github.chromajdbc.client.RequestTurns;
import io.github.chromajdbc.error.ChromaError;
import java.lang.ref.Cleaner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one database: its collections and routed tables. Calcite closes no schema, so the
 * store is closed when nobody can reach the schema any more.
 */
final class ChromaSchema extends AbstractSchema {
  private static final System.Logger LOG = System.getLogger(ChromaSchema.class.getName());
  private static final Cleaner CLEANER = Cleaner.create();
  private static final Identity DEFAULT =
      new Identity("", "default_tenant", List.of("default_database"));

  private final ChromaStore store;
  private final Optional<String> tenant;
  private final Optional<String> database;
  private final EngineOptions options;
  private final CollectionCatalog catalog;
  private final ExecutorService prefetcher;
  private final RequestTurns turns;
  private volatile @Nullable DatabaseName name;

  /**
   * Takes the store over.
   *
   * @param tenant empty for the credentials' own
   * @param database empty for the credentials' own
   */
  ChromaSchema(
      ChromaStore store,
      Optional<String> tenant,
      Optional<String> database,
      EngineOptions options,
      RouteConfiguration routes) {
    this.store = store;
    this.tenant = tenant;
    this.database = database;
    this.options = options;
    ExecutorService threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "chroma-calcite-prefetch");
              thread.setDaemon(true);
              thread.setContextClassLoader(ChromaSchema.class.getClassLoader());
              return thread;
            });
    this.prefetcher = threads;
    this.catalog = new CollectionCatalog(store, options, routes, threads);
    this.turns = new RequestTurns(options.maxParallel());
    CLEANER.register(
        this,
        () -> {
          threads.shutdownNow();
          store.close();
        });
  }

  @Override
  protected Map<String, Table> getTableMap() {
    Map<String, Table> tables = new LinkedHashMap<>();
    for (CollectionInfo table : catalog.list(name(), Cancellation.never())) {
      tables.put(table.name(), new ChromaSchemaTable(table, this));
    }
    return tables;
  }

  private DatabaseName name() {
    DatabaseName known = name;
    if (known == null) {
      Identity identity =
          tenant.isPresent() && database.isPresent()
              ? DEFAULT
              : store.identity(Cancellation.never());
      known =
          new DatabaseName(
              tenant.orElse(identity.tenant()), database.orElseGet(() -> onlyDatabase(identity)));
      name = known;
    }
    return known;
  }

  private static String onlyDatabase(Identity identity) {
    if (identity.databases().size() == 1 && !identity.databases().contains("*")) {
      return identity.databases().get(0);
    }
    throw ChromaError.INVALID_PROPERTY_VALUE.exception(
        "database", "", "the credentials are for several databases: name one in the operand");
  }

  /** The table as it is described now; reads a sample of the records when it must. */
  ChromaTable table(CollectionInfo described) {
    Cancellation none = Cancellation.never();
    return new ChromaTable(
        described,
        catalog.layout(described, none).visible(),
        store.abilities(none),
        catalog.routed(described).orElse(null),
        this::context);
  }

  private ReadContext context() {
    return ReadContext.of(
        store,
        (collection, model, text, warnings, ended) -> {
          throw ChromaError.NOT_SUPPORTED.exception(
              "Texts are embedded by the driver's own searches: use jdbc:chroma:");
        },
        options,
        // Calcite's driver has nowhere to put a warning.
        new Execution(
            new Cancellation(),
            warning -> LOG.log(System.Logger.Level.WARNING, warning.message()),
            0,
            0,
            turns),
        prefetcher);
  }
}
