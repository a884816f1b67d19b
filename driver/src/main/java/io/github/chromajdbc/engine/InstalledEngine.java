package io.github.chromajdbc.engine;

import io.github.chromajdbc.calcite.statement.Engine;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.settings.ConnectionSettings;
import java.util.ServiceLoader;

/**
 * The engine factory that is installed beside the driver as a service. It is looked for with the
 * driver's own class loader: the context class loader is the application's and need not see it.
 */
public final class InstalledEngine implements EngineFactory {

  @Override
  public Engine create(ConnectionSettings settings) {
    return ServiceLoader.load(EngineFactory.class, EngineFactory.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                ChromaError.INTERNAL.exception(
                    "the driver's jar is incomplete, it holds no " + EngineFactory.class.getName()))
        .create(settings);
  }
}
