package io.github.chromajdbc.connection;

import io.github.chromajdbc.calcite.statement.Session;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.client.Identity;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import io.github.chromajdbc.error.NearestName;
import io.github.chromajdbc.failure.Boundary;
import io.github.chromajdbc.failure.SqlFailure;
import io.github.chromajdbc.settings.ConnectionSettings;
import io.github.chromajdbc.timing.Watchdog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;

/**
 * Asks the server the first questions: is it a Chroma, does it take the credentials, are tenant and
 * database there. All of it within the connect timeout.
 */
final class ServerCheck {
  private static final String DEFAULT_DATABASE = "default_database";

  private final ChromaStore store;
  private final ConnectionSettings settings;

  ServerCheck(ChromaStore store, ConnectionSettings settings) {
    this.store = store;
    this.settings = settings;
  }

  /**
   * Who is connected, and to which database: the one of the settings, which exists, or the one that
   * the credentials are for.
   *
   * @param timeout of the whole
   * @throws SQLException 08001, 28000, 3D000 or 3F000
   */
  Session open(Duration timeout) throws SQLException {
    Cancellation cancellation = new Cancellation();
    String server = settings.endpoint().url();
    Future<?> alarm =
        Watchdog.after(
            timeout,
            () ->
                cancellation.cancel(
                    ChromaError.CONNECTION_FAILED.exception(
                        server,
                        "no answer within " + timeout.toMillis() + " ms (connectTimeout)")));
    try {
      return Boundary.ask(cancellation, () -> find(cancellation));
    } finally {
      alarm.cancel(false);
    }
  }

  private Session find(Cancellation cancellation) {
    store.abilities(cancellation);
    if (settings.tenant().isPresent() && settings.database().isPresent()) {
      DatabaseName named = new DatabaseName(settings.tenant().get(), settings.database().get());
      check(store, named, cancellation);
      return new Session(named, settings.credentials().userName());
    }
    Identity identity = store.identity(cancellation);
    String tenant = settings.tenant().orElse(identity.tenant());
    DatabaseName named =
        new DatabaseName(
            tenant,
            settings
                .database()
                .orElseGet(() -> onlyDatabase(databasesOf(tenant, identity, cancellation))));
    check(store, named, cancellation);
    String user = settings.credentials().userName();
    return new Session(named, user.isEmpty() ? identity.userId() : user);
  }

  /** Credentials for all databases of a tenant have a star for their names. */
  private List<String> databasesOf(String tenant, Identity identity, Cancellation cancellation) {
    return identity.databases().contains("*")
        ? store.databases(tenant, cancellation)
        : identity.databases();
  }

  private static String onlyDatabase(List<String> databases) {
    if (databases.size() == 1) {
      return databases.get(0);
    }
    if (databases.isEmpty() || databases.contains(DEFAULT_DATABASE)) {
      return DEFAULT_DATABASE;
    }
    throw ChromaError.INVALID_URL.exception(
        "The credentials are for several databases, "
            + String.join(", ", databases)
            + ": name one in the URL");
  }

  /**
   * Throws unless tenant and database exist.
   *
   * @throws ChromaException 3D000 or 3F000
   */
  static void check(ChromaStore store, DatabaseName named, Cancellation cancellation) {
    if (!store.tenantExists(named.tenant(), cancellation)) {
      throw ChromaError.CATALOG_NOT_FOUND.exception(
          named.tenant(), " Check the tenant in the URL: jdbc:chroma://HOST/TENANT/DATABASE");
    }
    if (!store.databaseExists(named, cancellation)) {
      throw ChromaError.SCHEMA_NOT_FOUND.exception(
          named.database() + " in tenant " + named.tenant(),
          NearestName.hint(named.database(), store.databases(named.tenant(), cancellation)));
    }
  }

  /** As {@link #check}, for a connection that is open. */
  static void checkNow(ChromaStore store, DatabaseName named, Duration timeout)
      throws SQLException {
    Cancellation cancellation = new Cancellation();
    Future<?> alarm = cancelAfter(timeout, cancellation);
    try {
      Boundary.tell(cancellation, () -> check(store, named, cancellation));
    } finally {
      alarm.cancel(false);
    }
  }

  /** Whether the server answers in time. */
  static boolean answers(ChromaStore store, Duration timeout) {
    Cancellation cancellation = new Cancellation();
    Future<?> alarm = cancelAfter(timeout, cancellation);
    try {
      Boundary.tell(cancellation, () -> store.ping(cancellation));
      return true;
    } catch (SQLException noAnswer) {
      // That is what was asked.
      return false;
    } finally {
      alarm.cancel(false);
    }
  }

  private static Future<?> cancelAfter(Duration timeout, Cancellation cancellation) {
    return Watchdog.after(
        timeout,
        () -> cancellation.cancel(ChromaError.QUERY_TIMEOUT.exception(timeout.toMillis() + " ms")));
  }

  static SQLException closed() {
    return SqlFailure.of(ChromaError.CONNECTION_CLOSED);
  }
}
