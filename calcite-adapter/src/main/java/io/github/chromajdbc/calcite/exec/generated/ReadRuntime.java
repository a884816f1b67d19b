package io.github.chromajdbc.calcite.exec.generated;

import io.github.chromajdbc.calcite.exec.context.ContextSource;
import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.exec.routed.Reads;
import io.github.chromajdbc.calcite.exec.row.CollectionReads;
import io.github.chromajdbc.calcite.exec.row.Rows;
import io.github.chromajdbc.client.RecordPage;
import io.github.chromajdbc.error.ChromaError;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.linq4j.function.Function0;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.schema.ModifiableTable;
import org.apache.calcite.schema.Table;
import org.jspecify.annotations.Nullable;

/** What generated code calls. */
public final class ReadRuntime {
  /** {@link #rows}. */
  public static final Method ROWS =
      Types.lookupMethod(
          ReadRuntime.class, "rows", DataContext.class, ReadPlan.class, Object[].class);

  /** {@link #rowsElsewhere}. */
  public static final Method ROWS_ELSEWHERE =
      Types.lookupMethod(
          ReadRuntime.class,
          "rowsElsewhere",
          DataContext.class,
          ContextSource.class,
          ReadPlan.class,
          Object[].class);

  /** {@link #computed}. */
  public static final Method COMPUTED =
      Types.lookupMethod(
          ReadRuntime.class, "computed", DataContext.class, ComputedRows.class, Object[].class);

  /** {@link #cancellable}. */
  public static final Method CANCELLABLE =
      Types.lookupMethod(ReadRuntime.class, "cancellable", DataContext.class, Enumerable.class);

  /** {@link #kept}. */
  public static final Method KEPT = Types.lookupMethod(ReadRuntime.class, "kept", Enumerable.class);

  /** {@link #orElse}. */
  public static final Method OR_ELSE =
      Types.lookupMethod(ReadRuntime.class, "orElse", Enumerable.class, Function0.class);

  /** {@link #workRows}. */
  public static final Method WORK_ROWS =
      Types.lookupMethod(ReadRuntime.class, "workRows", DataContext.class, String.class);

  private ReadRuntime() {}

  /**
   * The rows of a read; read anew by each enumerator. As everywhere in Calcite's runtime, a row of
   * one column is its value and not an array.
   */
  public static Enumerable<@Nullable Object> rows(
      DataContext root, ReadPlan plan, @Nullable Object[] operands) {
    ChromaDataContext dataContext = (ChromaDataContext) root;
    ReadContext context = dataContext.readContext();
    if (plan.counting()) {
      return new AbstractEnumerable<>() {
        @Override
        public Enumerator<@Nullable Object> enumerator() {
          return Linq4j.singletonEnumerator(Reads.count(plan, operands, context));
        }
      };
    }
    ChromaDataContext.Target target = dataContext.target();
    if (target != null) {
      return enumerable(
          () ->
              CollectionReads.open(
                  plan.ofTarget(target.collection(), null, Long.MAX_VALUE),
                  operands,
                  context,
                  0,
                  Long.MAX_VALUE),
          context);
    }
    return enumerable(
        () -> {
          List<RecordPage> answers = dataContext.searchesAhead().of(plan, operands);
          return answers == null
              ? Reads.open(plan, operands, context, Long.MAX_VALUE)
              : CollectionReads.answered(plan, operands, answers, context);
        },
        context);
  }

  /** As {@link #rows}, in a plan that another Calcite runs. */
  public static Enumerable<@Nullable Object> rowsElsewhere(
      DataContext root, ContextSource source, ReadPlan plan, @Nullable Object[] operands) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<@Nullable Object> enumerator() {
        ReadContext context = source.newContext();
        if (plan.counting()) {
          return Linq4j.singletonEnumerator(Reads.count(plan, operands, context));
        }
        Rows rows = Reads.open(plan, operands, context, Long.MAX_VALUE);
        return new FlaggedEnumerator(new RowEnumerator(rows, context), root, context);
      }
    };
  }

  /** The rows of a source that each enumerator opens anew. */
  static Enumerable<@Nullable Object> enumerable(
      Supplier<? extends Rows> source, ReadContext context) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<@Nullable Object> enumerator() {
        return new RowEnumerator(source.get(), context);
      }
    };
  }

  /** The rows of a table that the engine makes itself; made anew by each enumerator. */
  public static Enumerable<@Nullable Object> computed(
      DataContext root, ComputedRows rows, @Nullable Object[] keys) {
    ReadContext context = ((ChromaDataContext) root).readContext();
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<@Nullable Object> enumerator() {
        Iterator<@Nullable Object[]> made = rows.rows(keys, context.cancellation());
        return Linq4j.iterableEnumerator(
            () ->
                new Iterator<@Nullable Object>() {
                  @Override
                  public boolean hasNext() {
                    context.cancellation().throwIfCancelled();
                    return made.hasNext();
                  }

                  @Override
                  public @Nullable Object next() {
                    return made.next();
                  }
                });
      }
    };
  }

  /** The rows that the last step of a recursive query left under this name. */
  public static Enumerable<Object> workRows(DataContext root, String name) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<Object> enumerator() {
        Table table =
            Objects.requireNonNull(root.getRootSchema(), "root schema").tables().get(name);
        Collection<?> rows =
            Objects.requireNonNull(
                ((ModifiableTable) Objects.requireNonNull(table, name)).getModifiableCollection(),
                name);
        // A copy: the step that reads it replaces it.
        return Linq4j.enumerator(new ArrayList<Object>(rows));
      }
    };
  }

  /** The same rows; once they have been read to their end they come from memory. */
  public static Enumerable<Object> kept(Enumerable<Object> rows) {
    List<List<Object>> complete = new ArrayList<>(1);
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<Object> enumerator() {
        return complete.isEmpty()
            ? new KeepingEnumerator(rows.enumerator(), complete)
            : Linq4j.enumerator(complete.get(0));
      }
    };
  }

  /** Rows, or the others when there are none. */
  public static Enumerable<Object> orElse(
      Enumerable<Object> rows, Function0<Enumerable<Object>> others) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<Object> enumerator() {
        ReadAhead read = ReadAhead.of(rows.enumerator(), 0);
        return read.rest() == null ? others.apply().enumerator() : read.rows();
      }
    };
  }

  /** Leaves the list of all rows behind at their end. */
  private static final class KeepingEnumerator implements Enumerator<Object> {
    private final Enumerator<Object> rows;
    private final List<List<Object>> complete;
    private final List<Object> read = new ArrayList<>();

    KeepingEnumerator(Enumerator<Object> rows, List<List<Object>> complete) {
      this.rows = rows;
      this.complete = complete;
    }

    @Override
    public Object current() {
      return read.get(read.size() - 1);
    }

    @Override
    public boolean moveNext() {
      if (rows.moveNext()) {
        read.add(rows.current());
        return true;
      }
      if (complete.isEmpty()) {
        complete.add(read);
      }
      return false;
    }

    @Override
    public void reset() {
      throw new UnsupportedOperationException("Rows are read once");
    }

    @Override
    public void close() {
      rows.close();
    }
  }

  /**
   * The same rows, with a look at the off-switch before each: joins may take long over few rows.
   */
  public static Enumerable<Object> cancellable(DataContext root, Enumerable<Object> rows) {
    ReadContext context = ((ChromaDataContext) root).readContext();
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<Object> enumerator() {
        Enumerator<Object> inner = rows.enumerator();
        return new Enumerator<>() {
          @Override
          public Object current() {
            return inner.current();
          }

          @Override
          public boolean moveNext() {
            context.cancellation().throwIfCancelled();
            return inner.moveNext();
          }

          @Override
          public void reset() {
            inner.reset();
          }

          @Override
          public void close() {
            inner.close();
          }
        };
      }
    };
  }

  /** Ends when Calcite's own flag says so. */
  private static final class FlaggedEnumerator implements Enumerator<@Nullable Object> {
    private final Enumerator<@Nullable Object> rows;
    private final @Nullable AtomicBoolean flag;
    private final ReadContext context;

    FlaggedEnumerator(Enumerator<@Nullable Object> rows, DataContext root, ReadContext context) {
      this.rows = rows;
      this.flag = DataContext.Variable.CANCEL_FLAG.get(root);
      this.context = context;
    }

    @Override
    public @Nullable Object current() {
      return rows.current();
    }

    @Override
    public boolean moveNext() {
      if (flag != null && flag.get()) {
        context.cancellation().cancel(ChromaError.CANCELLED.exception());
      }
      return rows.moveNext();
    }

    @Override
    public void reset() {
      rows.reset();
    }

    @Override
    public void close() {
      rows.close();
    }
  }

  private static final class RowEnumerator implements Enumerator<@Nullable Object> {
    private final Rows rows;
    private final ReadContext context;
    private @Nullable Object current;

    RowEnumerator(Rows rows, ReadContext context) {
      this.rows = rows;
      this.context = context;
    }

    @Override
    public @Nullable Object current() {
      return current;
    }

    @Override
    public boolean moveNext() {
      context.cancellation().throwIfCancelled();
      boolean moved = rows.next();
      current = moved ? rows.row() : null;
      return moved;
    }

    @Override
    public void reset() {
      throw new UnsupportedOperationException("Rows are read once");
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
