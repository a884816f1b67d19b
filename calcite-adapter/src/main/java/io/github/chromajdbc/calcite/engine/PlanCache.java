package io.github.chromajdbc.calcite.engine;

import io.github.chromajdbc.calcite.statement.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The plans used last, by text, session and the types of the parameters. Thread-safe. */
final class PlanCache {
  private static final int CAPACITY = 500;

  private final Map<Key, PlannedQuery> plans =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, PlannedQuery> eldest) {
          return size() > CAPACITY;
        }
      };

  /** What a plan depends on, besides the collections. */
  record Key(String sql, Session session, Map<Integer, String> parameterTypes) {
    Key {
      parameterTypes = Map.copyOf(parameterTypes);
    }
  }

  /** The plan, when it is still current. */
  @Nullable PlannedQuery find(Key key, Predicate<PlannedQuery> isCurrent) {
    PlannedQuery found;
    synchronized (plans) {
      found = plans.get(key);
    }
    return found != null && isCurrent.test(found) ? found : null;
  }

  void put(Key key, PlannedQuery plan) {
    synchronized (plans) {
      plans.put(key, plan);
    }
  }

  void clear() {
    synchronized (plans) {
      plans.clear();
    }
  }
}
