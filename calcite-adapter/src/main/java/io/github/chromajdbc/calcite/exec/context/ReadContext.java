package io.github.chromajdbc.calcite.exec.context;

import io.github.chromajdbc.calcite.pushdown.BoundSelection;
import io.github.chromajdbc.calcite.pushdown.Condition;
import io.github.chromajdbc.calcite.pushdown.ConditionBinder;
import io.github.chromajdbc.calcite.statement.EngineOptions;
import io.github.chromajdbc.calcite.statement.Execution;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.StoreAbilities;
import io.github.chromajdbc.error.WarningSink;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a run of a plan works with.
 *
 * @param server the store itself
 * @param store what requests go to: the store with what is around it
 * @param prefetcher runs the requests that are made ahead
 */
public record ReadContext(
    ChromaStore server,
    ChromaStore store,
    QueryVectors queryVectors,
    EngineOptions options,
    Execution execution,
    Executor prefetcher) {

  /** What a statement's plan works with: its requests wait for their turns. */
  public static ReadContext of(
      ChromaStore server,
      QueryVectors queryVectors,
      EngineOptions options,
      Execution execution,
      Executor prefetcher) {
    return new ReadContext(
        server,
        new TurnStore(server, execution.turns()),
        queryVectors,
        options,
        execution,
        prefetcher);
  }

  /** A part of the same run, which asks another store and has an off-switch of its own. */
  public ReadContext through(ChromaStore other, Cancellation part) {
    return new ReadContext(
        server,
        other,
        queryVectors,
        options,
        new Execution(
            part,
            execution.warnings(),
            execution.maxRows(),
            execution.fetchSize(),
            execution.turns()),
        prefetcher);
  }

  public Cancellation cancellation() {
    return execution.cancellation();
  }

  public WarningSink warnings() {
    return execution.warnings();
  }

  /** What the store can do. */
  public StoreAbilities abilities() {
    return store.abilities(cancellation());
  }

  /** The conditions with their operands bound, as the store takes them. */
  public BoundSelection bind(List<Condition> conditions, @Nullable Object[] operands) {
    return ConditionBinder.bind(conditions, operands, options.timeZone(), abilities());
  }

  /** Rows that a request asks for while scanning. */
  public int pageSize() {
    int wanted = execution.fetchSize() > 0 ? execution.fetchSize() : options.pageSize();
    return Math.max(1, Math.min(wanted, abilities().maxPageRows()));
  }
}
