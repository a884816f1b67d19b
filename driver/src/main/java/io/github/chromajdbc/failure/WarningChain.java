package io.github.chromajdbc.failure;

import io.github.chromajdbc.error.ChromaWarning;
import io.github.chromajdbc.error.WarningSink;
import java.sql.SQLWarning;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The warnings of a connection, a statement or a result set, in the order in which they came.
 * Thread-safe. The same warning twice is kept once, and no more than {@link #CAPACITY} are kept: a
 * warning for each of a million rows helps nobody.
 */
public final class WarningChain implements WarningSink {
  /** Most warnings kept. */
  public static final int CAPACITY = 1000;

  private final Set<ChromaWarning> seen = new LinkedHashSet<>();
  private volatile @Nullable SQLWarning first;
  private @Nullable SQLWarning last;

  @Override
  public synchronized void warn(ChromaWarning warning) {
    if (seen.size() >= CAPACITY || !seen.add(warning)) {
      return;
    }
    SQLWarning next =
        new SQLWarning(warning.message(), warning.error().sqlState(), warning.error().vendorCode());
    SQLWarning previous = last;
    if (previous == null) {
      first = next;
    } else {
      previous.setNextWarning(next);
    }
    last = next;
  }

  /** Adds what another chain holds. */
  public void addAll(WarningChain other) {
    List<ChromaWarning> theirs;
    synchronized (other) {
      theirs = List.copyOf(other.seen);
    }
    theirs.forEach(this::warn);
  }

  /** The first warning, to which the others are chained; null when there is none. */
  public @Nullable SQLWarning first() {
    return first;
  }

  /** Forgets all warnings. */
  public void clear() {
    // A result set does this before every row: without warnings it costs one read.
    if (first != null) {
      forget();
    }
  }

  private synchronized void forget() {
    seen.clear();
    first = null;
    last = null;
  }
}
