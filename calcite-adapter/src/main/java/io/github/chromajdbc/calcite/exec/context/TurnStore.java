package io.github.chromajdbc.calcite.exec.context;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.RequestTurns;
import io.github.chromajdbc.client.StoreInFront;
import java.util.function.Function;

/** A store as a connection reads it: a request for records waits for its turn. */
final class TurnStore extends StoreInFront {
  private final RequestTurns turns;

  TurnStore(ChromaStore store, RequestTurns turns) {
    super(store);
    this.turns = turns;
  }

  @Override
  protected <T> T request(
      CollectionInfo collection, Cancellation cancellation, Function<Cancellation, T> question) {
    return turns.during(cancellation, () -> question.apply(cancellation));
  }
}
