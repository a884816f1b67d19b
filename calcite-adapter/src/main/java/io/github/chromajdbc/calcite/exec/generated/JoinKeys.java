package io.github.chromajdbc.calcite.exec.generated;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.exec.read.RoutedRead;
import io.github.chromajdbc.calcite.exec.routed.Reads;
import io.github.chromajdbc.calcite.pushdown.BoundSelection;
import io.github.chromajdbc.calcite.pushdown.Condition;
import io.github.chromajdbc.calcite.pushdown.ConditionSize;
import io.github.chromajdbc.calcite.pushdown.KeyConditions;
import io.github.chromajdbc.client.StoreAbilities;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.function.Function0;
import org.apache.calcite.linq4j.tree.Types;
import org.jspecify.annotations.Nullable;

/**
 * What the two sides of a join tell each other while it runs: the keys of the smaller side restrict
 * what the other reads. Called by generated code.
 *
 * <p>Which side gives its keys is decided when rows are first asked for. A side that turns out to
 * have more than {@link #MOST_KEYS} rows gives none, and the other is read without them.
 */
public final class JoinKeys {
  /** Rows that are looked at, and held, for their keys. */
  public static final int MOST_KEYS = 5_000;

  /** {@link #remember}. */
  public static final Method REMEMBER =
      Types.lookupMethod(
          JoinKeys.class, "remember", DataContext.class, Side.class, Enumerable.class);

  /** {@link #deferred}. */
  public static final Method DEFERRED =
      Types.lookupMethod(JoinKeys.class, "deferred", Function0.class);

  /** {@link #restrict}. */
  public static final Method RESTRICT =
      Types.lookupMethod(
          JoinKeys.class,
          "restrict",
          DataContext.class,
          Side.class,
          TableColumn.class,
          ReadPlan.class,
          Object[].class);

  private @Nullable Remembered left;
  private @Nullable Remembered right;
  private @Nullable Boolean leftGives;
  private @Nullable Restricted leftRead;
  private @Nullable Restricted rightRead;

  /**
   * A side of a join of the plan.
   *
   * @param join number of the join
   * @param bothMayGive whether either side could give its keys to the other
   * @param key position of the key in its rows, 0-based; -1 when a row is the key itself
   */
  public record Side(int join, boolean left, boolean bothMayGive, int key) {}

  @SuppressWarnings("ArrayRecordComponent") // Read only.
  private record Restricted(ReadPlan plan, @Nullable Object[] operands) {}

  /** The same rows, whose keys the other side may ask for. */
  public static Enumerable<Object> remember(DataContext root, Side side, Enumerable<Object> rows) {
    ChromaDataContext dataContext = (ChromaDataContext) root;
    JoinKeys join = dataContext.joinKeys(side.join());
    Remembered remembered = new Remembered(rows, side.key());
    if (side.left()) { // which comes before the right one
      join.leftGives = null;
      join.left = remembered;
      return remembered;
    }
    join.right = remembered;
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<Object> enumerator() {
        // The right side's rows are asked for first, and its keys after them.
        if (!side.bothMayGive() || !join.leftGives(dataContext.readContext())) {
          remembered.look();
        }
        return remembered.enumerator();
      }
    };
  }

  /** Rows that are not computed before they are asked for, as those of an aggregate would be. */
  public static Enumerable<Object> deferred(Function0<Enumerable<Object>> rows) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<Object> enumerator() {
        return rows.apply().enumerator();
      }
    };
  }

  /** The rows of a read that can have one of the other side's keys in {@code column}. */
  public static Enumerable<@Nullable Object> restrict(
      DataContext root, Side side, TableColumn column, ReadPlan plan, @Nullable Object[] operands) {
    ChromaDataContext dataContext = (ChromaDataContext) root;
    ReadContext context = dataContext.readContext();
    JoinKeys join = dataContext.joinKeys(side.join());
    if (side.left()) {
      join.leftRead = new Restricted(plan, operands);
    } else {
      join.rightRead = new Restricted(plan, operands);
    }
    return ReadRuntime.enumerable(
        () -> {
          Set<Object> keys = join.keysFor(side, context);
          return Reads.open(
              keys == null ? plan : restricted(plan, column, keys, context.abilities()),
              operands,
              context,
              Long.MAX_VALUE);
        },
        context);
  }

  private static ReadPlan restricted(
      ReadPlan plan, TableColumn column, Set<Object> keys, StoreAbilities abilities) {
    Condition among = KeyConditions.among(column, keys);
    if (among == null) {
      throw new IllegalStateException("No condition for keys in " + column.name());
    }
    List<Condition> conditions = new ArrayList<>(plan.conditions());
    conditions.add(among);
    boolean fits =
        ConditionSize.predicates(conditions, abilities.index())
            <= abilities.quotas().maxPredicates();
    ReadPlan narrowed = fits ? plan.withConditions(conditions) : plan;
    RoutedRead routed = plan.routed();
    return routed == null
        ? narrowed
        : narrowed.withRouted(routed.withJoinKeys(KeyConditions.route(column, keys)));
  }

  /** The keys that rows of a side must have; null for no restriction. */
  private @Nullable Set<Object> keysFor(Side side, ReadContext context) {
    if (side.bothMayGive() && leftGives(context) == side.left()) {
      return null;
    }
    Remembered other = side.left() ? right : left;
    return other == null ? null : other.keys();
  }

  /** Of two sides that could give their keys, the one that seems to have fewer rows. */
  private boolean leftGives(ReadContext context) {
    Boolean decided = leftGives;
    if (decided == null) {
      decided = atMost(leftRead, context) <= atMost(rightRead, context);
      leftGives = decided;
    }
    return decided;
  }

  private static long atMost(@Nullable Restricted read, ReadContext context) {
    if (read == null || read.plan().routed() != null) { // whose size nobody has
      return Long.MAX_VALUE;
    }
    BoundSelection selection = context.bind(read.plan().conditions(), read.operands());
    if (selection.nothing()) {
      return 0;
    }
    List<String> ids = selection.ids();
    if (ids != null) {
      return ids.size();
    }
    long all = context.store().count(read.plan().collection(), context.cancellation());
    // How many pass a filter is not known without asking; some do not.
    return selection.everything() ? all : all / 2;
  }

  /** Rows that can be looked at before they are asked for. */
  private static final class Remembered extends AbstractEnumerable<Object> {
    private final Enumerable<Object> rows;
    private final int key;
    private @Nullable List<Object> first;
    private @Nullable Enumerator<Object> rest;

    Remembered(Enumerable<Object> rows, int key) {
      this.rows = rows;
      this.key = key;
    }

    /** The keys of all rows, without NULL; null when there are more rows than are looked at. */
    @Nullable Set<Object> keys() {
      List<Object> read = look();
      if (read.size() > MOST_KEYS) {
        return null;
      }
      Set<Object> keys = new LinkedHashSet<>();
      for (Object row : read) {
        Object value = key < 0 ? row : ((@Nullable Object[]) row)[key];
        if (value != null) {
          keys.add(value);
        }
      }
      return keys;
    }

    /** Reads the rows up to the most that are held, or one more. */
    private List<Object> look() {
      if (first != null) {
        return first;
      }
      ReadAhead read = ReadAhead.of(rows.enumerator(), MOST_KEYS);
      rest = read.rest();
      first = read.first();
      return read.first();
    }

    @Override
    public Enumerator<Object> enumerator() {
      List<Object> read = first;
      Enumerator<Object> more = rest;
      rest = null;
      if (read == null || (read.size() > MOST_KEYS && more == null)) {
        return rows.enumerator(); // nobody looked, or the rest has been read
      }
      return new ContinuedRows(read, more);
    }
  }
}
