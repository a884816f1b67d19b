package io.github.chromajdbc;

import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.calcite.statement.Engine;
import io.github.chromajdbc.calcite.statement.Execution;
import io.github.chromajdbc.calcite.statement.IndexAdministration;
import io.github.chromajdbc.calcite.statement.ParameterDescription;
import io.github.chromajdbc.calcite.statement.PreparedQuery;
import io.github.chromajdbc.calcite.statement.RowCursor;
import io.github.chromajdbc.calcite.statement.Session;
import io.github.chromajdbc.calcite.statement.TypeDescription;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.WarningSink;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An engine that knows a handful of texts. Real SQL is tested with the real engine; here it is the
 * behaviour of java.sql around it that matters.
 */
final class InMemoryEngine implements Engine {
  static final String ALL_TYPES = "SELECT * FROM all_types";
  static final String NUMBERS = "SELECT n FROM numbers";
  static final String NOTHING = "SELECT n FROM nothing";
  static final String ECHO = "SELECT ?, ?, ?";
  static final String WRITE = "DELETE FROM numbers";
  static final String SLOW_PREPARE = "SELECT slow_prepare";
  static final String SLOW_EXECUTE = "SELECT slow_execute";
  static final String SLOW_ROWS = "SELECT slow_rows";
  static final String BROKEN_ROWS = "SELECT broken_rows";
  static final String DEEP = "SELECT deep";
  static final String ASSERTION = "SELECT assertion";
  static final String WARNING = "SELECT warning";

  static final TypeDescription BIGINT = type(Types.BIGINT, "BIGINT", 19);
  static final TypeDescription DOUBLE = type(Types.DOUBLE, "DOUBLE", 15);
  static final TypeDescription VARCHAR = type(Types.VARCHAR, "VARCHAR", 0);
  static final TypeDescription REAL = type(Types.REAL, "REAL", 7);
  static final TypeDescription VECTOR =
      new TypeDescription(Types.ARRAY, "REAL ARRAY", 0, 0, true, REAL);
  static final TypeDescription TEXTS =
      new TypeDescription(Types.ARRAY, "VARCHAR ARRAY", 0, 0, true, VARCHAR);

  final InMemoryStore store = new InMemoryStore();
  final AtomicInteger openCursors = new AtomicInteger();
  final AtomicInteger prepared = new AtomicInteger();
  volatile boolean closed;
  volatile @Nullable Execution lastExecution;
  volatile @Nullable List<? extends @Nullable Object> lastParameters;

  static TypeDescription type(int jdbcType, String name, int precision) {
    return new TypeDescription(jdbcType, name, precision, 0, true, null);
  }

  static ColumnDescription column(String label, TypeDescription type) {
    return new ColumnDescription(
        label, label, "default_tenant", "default_database", "papers", type);
  }

  static final List<ColumnDescription> ALL_COLUMNS =
      List.of(
          column("text", VARCHAR),
          column("big", BIGINT),
          column("int", type(Types.INTEGER, "INTEGER", 10)),
          column("small", type(Types.SMALLINT, "SMALLINT", 5)),
          column("tiny", type(Types.TINYINT, "TINYINT", 3)),
          column("double", DOUBLE),
          column("real", REAL),
          column("decimal", type(Types.DECIMAL, "DECIMAL", 38)),
          column("truth", type(Types.BOOLEAN, "BOOLEAN", 1)),
          column("date", type(Types.DATE, "DATE", 10)),
          column("time", type(Types.TIME, "TIME", 8)),
          column("timestamp", type(Types.TIMESTAMP, "TIMESTAMP", 29)),
          column("bytes", type(Types.VARBINARY, "VARBINARY", 0)),
          column("vector", VECTOR),
          column("texts", TEXTS),
          column("map", type(Types.OTHER, "MAP", 0)));

  static final List<@Nullable Object> ALL_VALUES =
      Arrays.asList(
          "42",
          42L,
          42,
          (short) 42,
          (byte) 42,
          42.5,
          42.5f,
          new BigDecimal("42.50"),
          true,
          LocalDate.of(2026, 1, 31),
          LocalTime.of(23, 59, 58, 125_000_000),
          LocalDateTime.of(2026, 1, 31, 23, 59, 58, 123_456_789),
          new byte[] {1, 2, 3},
          new float[] {0.5f, -1f},
          Arrays.asList("a", null),
          Map.of("k", 1L));

  @Override
  public ChromaStore store() {
    return store;
  }

  @Override
  public PreparedQuery prepare(
      String sql, Session session, WarningSink warnings, Cancellation cancellation) {
    prepared.incrementAndGet();
    return switch (sql) {
      case ALL_TYPES ->
          query(
              ALL_COLUMNS,
              List.of(),
              List.of(ALL_VALUES, Arrays.asList(new @Nullable Object[ALL_COLUMNS.size()])));
      case NUMBERS -> numbers(List.of(List.of(1L), List.of(2L), List.of(3L)));
      case NOTHING -> numbers(List.of());
      case ECHO -> echo();
      case WRITE -> query(List.of(), List.of(), List.of(List.of(), List.of()));
      case SLOW_PREPARE -> {
        InMemoryStore.waitForever(cancellation);
        throw new AssertionError("not reached");
      }
      case SLOW_EXECUTE ->
          new Query(
              List.of(column("n", BIGINT)),
              List.of(),
              (parameters, execution) -> {
                InMemoryStore.waitForever(execution.cancellation());
                throw new AssertionError("not reached");
              });
      case SLOW_ROWS ->
          new Query(
              List.of(column("n", BIGINT)),
              List.of(),
              (parameters, execution) ->
                  new Rows(
                      List.of(List.of(1L)),
                      () -> InMemoryStore.waitForever(execution.cancellation())));
      case BROKEN_ROWS ->
          new Query(
              List.of(column("n", BIGINT)),
              List.of(),
              (parameters, execution) ->
                  new Rows(
                      List.of(List.of(1L)),
                      () -> {
                        throw new IllegalStateException("broken");
                      }));
      case DEEP -> throw new StackOverflowError();
      case ASSERTION -> throw new AssertionError("cannot translate");
      case WARNING -> {
        warnings.warn(ChromaError.WARNING.warning("while preparing"));
        yield new Query(
            List.of(column("n", BIGINT)),
            List.of(),
            (parameters, execution) -> {
              execution.warnings().warn(ChromaError.WARNING.warning("while executing"));
              return new Rows(List.of(List.of(1L), List.of(2L)), () -> {});
            });
      }
      default -> throw ChromaError.SYNTAX.exception("Not one of the texts known here");
    };
  }

  private PreparedQuery numbers(List<List<Object>> rows) {
    return query(List.of(column("n", BIGINT)), List.of(), rows);
  }

  private PreparedQuery echo() {
    return new Query(
        List.of(column("a", BIGINT), column("b", VARCHAR), column("c", VECTOR)),
        List.of(
            new ParameterDescription(BIGINT),
            new ParameterDescription(VARCHAR),
            new ParameterDescription(VECTOR)),
        (parameters, execution) -> new Rows(List.of(parameters), () -> {}));
  }

  private PreparedQuery query(
      List<ColumnDescription> columns,
      List<ParameterDescription> parameters,
      List<? extends List<? extends @Nullable Object>> rows) {
    return new Query(columns, parameters, (values, execution) -> new Rows(rows, () -> {}));
  }

  /** How a query runs. */
  private interface Start {
    RowCursor run(List<? extends @Nullable Object> parameters, Execution execution);
  }

  private final class Query implements PreparedQuery {
    private final List<ColumnDescription> columns;
    private final List<ParameterDescription> parameters;
    private final Start start;

    Query(List<ColumnDescription> columns, List<ParameterDescription> parameters, Start start) {
      this.columns = columns;
      this.parameters = parameters;
      this.start = start;
    }

    @Override
    public List<ColumnDescription> columns() {
      return columns;
    }

    @Override
    public List<ParameterDescription> parameters() {
      return parameters;
    }

    @Override
    public RowCursor execute(List<? extends @Nullable Object> values, Execution execution) {
      lastExecution = execution;
      lastParameters = values;
      return start.run(values, execution);
    }
  }

  /** Rows, and what happens after the last. */
  private final class Rows implements RowCursor {
    private final List<? extends List<? extends @Nullable Object>> rows;
    private final Runnable afterLast;
    private int position = -1;
    private boolean open = true;

    Rows(List<? extends List<? extends @Nullable Object>> rows, Runnable afterLast) {
      this.rows = rows;
      this.afterLast = afterLast;
      openCursors.incrementAndGet();
    }

    @Override
    public boolean next() {
      position++;
      if (position < rows.size()) {
        return true;
      }
      afterLast.run();
      return false;
    }

    @Override
    public boolean isNull(int column) {
      return getObject(column) == null;
    }

    @Override
    public long getLong(int column) {
      return getObject(column) instanceof Number number ? number.longValue() : 0;
    }

    @Override
    public double getDouble(int column) {
      return getObject(column) instanceof Number number ? number.doubleValue() : 0;
    }

    @Override
    public @Nullable Object getObject(int column) {
      return rows.get(position).get(column);
    }

    @Override
    public long updateCount() {
      return rows.size();
    }

    @Override
    public synchronized void close() {
      if (open) {
        open = false;
        openCursors.decrementAndGet();
      }
    }
  }

  @Override
  public List<CollectionInfo> tables(DatabaseName database, Cancellation cancellation) {
    return store.collections(database, cancellation);
  }

  @Override
  public Optional<CollectionInfo> table(
      DatabaseName database, String name, Cancellation cancellation) {
    return store.collection(database, name, cancellation);
  }

  @Override
  public List<ColumnDescription> columns(
      CollectionInfo table, WarningSink warnings, Cancellation cancellation) {
    return List.of(
        column("id", new TypeDescription(Types.VARCHAR, "VARCHAR", 0, 0, false, null)),
        column("document", VARCHAR),
        column("metadata.year", BIGINT));
  }

  @Override
  public Optional<IndexAdministration> indexes() {
    return Optional.empty();
  }

  @Override
  public void refresh() {}

  @Override
  public void close() {
    closed = true;
  }
}
