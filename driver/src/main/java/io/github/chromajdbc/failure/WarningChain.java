package io.github.chromajdbc.failure;

import io.github.chromajdbc.error.ChromaError;
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
  private volatile boolean missingRows;

  @Override
  public synchronized void warn(ChromaWarning warning) {
    if (isOfWholeResult(warning)) {
      missingRows = true;
    }
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

  /**
   * Forgets what was about one row, as a result set does at the next one. That rows are missing is
   * about all of them and stays.
   */
  public void forgetRow() {
    if (first != null) {
      List<ChromaWarning> lasting;
      synchronized (this) {
        lasting = seen.stream().filter(WarningChain::isOfWholeResult).toList();
        if (lasting.size() == seen.size()) {
          return;
        }
        forget();
      }
      lasting.forEach(this::warn);
    }
  }

  private static boolean isOfWholeResult(ChromaWarning warning) {
    return warning.error() == ChromaError.COLLECTION_NOT_READ;
  }

  /** Whether a warning said that rows are missing, even if it was forgotten since. */
  public boolean tellOfMissingRows() {
    return missingRows;
  }

  private synchronized void forget() {
    seen.clear();
    first = null;
    last = null;
  }
}
