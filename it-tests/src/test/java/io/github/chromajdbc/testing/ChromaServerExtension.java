package io.github.chromajdbc.testing;

import io.github.chromajdbc.server.ChromaServer;
import io.github.chromajdbc.server.ServerVersion;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a real Chroma: one server of each version for all test classes of the JVM, started
 * when the first asks for it, and a fresh database for each test class. Parameters of type {@link
 * ChromaServer} and {@link TestDatabase} are resolved, in constructors and methods alike. No server
 * to be had fails the tests with a sentence that says what to install.
 */
public final class ChromaServerExtension implements ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(ChromaServerExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == TestDatabase.class || type == ChromaServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ServerVersion version =
        context.getRequiredTestClass().isAnnotationPresent(OldestChroma.class)
            ? ServerVersion.OLDEST
            : ServerVersion.NEWEST;
    ChromaServer server = server(version, context);
    return parameter.getParameter().getType() == ChromaServer.class
        ? server
        : database(server, context);
  }

  /** Kept in the root's store, which JUnit closes after the last test. */
  private static ChromaServer server(ServerVersion version, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(version, ChromaServer::start, ChromaServer.class);
  }

  /** Kept in the test class's store, which JUnit closes after its last test. */
  private static TestDatabase database(ChromaServer server, ExtensionContext context) {
    ExtensionContext owner = context;
    while (owner.getTestMethod().isPresent()) {
      owner = owner.getParent().orElseThrow();
    }
    return owner
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            TestDatabase.class, key -> new TestDatabase(server), TestDatabase.class);
  }
}
