package io.github.chromajdbc.engine;

import io.github.chromajdbc.calcite.statement.Engine;
import io.github.chromajdbc.settings.ConnectionSettings;
import io.github.chromajdbc.timing.Watchdog;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One engine for all connections with the same settings, so that a further connection costs neither
 * an HTTP client nor the caches of plans and collections. An engine that nobody uses stays for a
 * while, since code without a pool opens a connection for each statement. Thread-safe.
 */
public final class SharedEngines {
  private final EngineFactory factory;
  private final Duration idleTime;
  private final Map<ConnectionSettings, Entry> entries = new HashMap<>();

  /**
   * @param idleTime how long an engine outlives its last connection
   */
  public SharedEngines(EngineFactory factory, Duration idleTime) {
    this.factory = factory;
    this.idleTime = idleTime;
  }

  /** The engine of these settings, until the lease is closed. */
  public Lease lease(ConnectionSettings settings) {
    synchronized (entries) {
      Entry entry = entries.get(settings);
      if (entry == null) {
        entry = new Entry(factory.create(settings));
        entries.put(settings, entry);
      }
      entry.users++;
      if (entry.farewell != null) {
        entry.farewell.cancel(false);
        entry.farewell = null;
      }
      return new Lease(settings, entry);
    }
  }

  /** How many engines are alive. */
  public int size() {
    synchronized (entries) {
      return entries.size();
    }
  }

  private void release(ConnectionSettings settings, Entry entry) {
    boolean last = false;
    synchronized (entries) {
      entry.users--;
      if (entry.users == 0) {
        if (idleTime.isZero()) {
          entries.remove(settings);
          last = true;
        } else {
          entry.farewell = Watchdog.after(idleTime, () -> closeIfIdle(settings, entry));
        }
      }
    }
    if (last) {
      entry.engine.close();
    }
  }

  private void closeIfIdle(ConnectionSettings settings, Entry entry) {
    synchronized (entries) {
      if (entry.users > 0 || entries.get(settings) != entry) {
        return;
      }
      entries.remove(settings);
    }
    entry.engine.close();
  }

  /** Closes the engines that no connection uses, at once. */
  public void closeIdle() {
    Map<ConnectionSettings, Entry> all;
    synchronized (entries) {
      all = Map.copyOf(entries);
    }
    all.forEach(this::closeIfIdle);
  }

  private static final class Entry {
    final Engine engine;
    int users;
    @Nullable ScheduledFuture<?> farewell;

    Entry(Engine engine) {
      this.engine = engine;
    }
  }

  /** One connection's share of an engine. */
  public final class Lease implements AutoCloseable {
    private final ConnectionSettings settings;
    private final Entry entry;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Lease(ConnectionSettings settings, Entry entry) {
      this.settings = settings;
      this.entry = entry;
    }

    public Engine engine() {
      return entry.engine;
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        release(settings, entry);
      }
    }
  }
}
