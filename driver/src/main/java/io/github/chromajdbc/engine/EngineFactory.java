package io.github.chromajdbc.engine;

import io.github.chromajdbc.calcite.statement.Engine;
import io.github.chromajdbc.settings.ConnectionSettings;

/** Makes the engine that answers the statements of connections with these settings. */
@FunctionalInterface
public interface EngineFactory {

  /**
   * A new engine. It sends no request: a server that is away shows when the first question is
   * asked.
   *
   * @throws io.github.chromajdbc.error.ChromaException when the settings contradict each other
   */
  Engine create(ConnectionSettings settings);
}
