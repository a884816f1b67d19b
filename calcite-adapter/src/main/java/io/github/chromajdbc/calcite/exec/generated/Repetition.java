package io.github.chromajdbc.calcite.exec.generated;

import java.lang.reflect.Method;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.linq4j.function.Function0;
import org.apache.calcite.linq4j.tree.Types;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are the same whenever a plan asks for them while it runs. Who asks once gets them as
 * they are read. Who asks again has them read to their end and kept, unless they are more than
 * {@link #MOST_KEPT}. Called by generated code, for one thread.
 */
public final class Repetition {
  /** Rows that are held in memory. */
  static final int MOST_KEPT = 20_000;

  /** {@link #rows}. */
  public static final Method ROWS =
      Types.lookupMethod(Repetition.class, "rows", DataContext.class, int.class, Function0.class);

  private boolean asked;
  private boolean tooMany;
  private @Nullable List<Object> kept;

  /**
   * The same rows.
   *
   * @param number of these rows in their plan
   * @param rows makes them
   */
  public static Enumerable<Object> rows(
      DataContext root, int number, Function0<Enumerable<Object>> rows) {
    Repetition repetition = ((ChromaDataContext) root).repetition(number);
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<Object> enumerator() {
        return repetition.enumerator(rows);
      }
    };
  }

  private Enumerator<Object> enumerator(Function0<Enumerable<Object>> rows) {
    if (kept != null) {
      return Linq4j.enumerator(kept);
    }
    Enumerator<Object> enumerator = rows.apply().enumerator();
    if (!asked || tooMany) {
      asked = true;
      return enumerator;
    }
    ReadAhead read = ReadAhead.of(enumerator, MOST_KEPT);
    if (read.rest() == null) {
      kept = read.first();
    } else {
      tooMany = true;
    }
    return read.rows();
  }
}
