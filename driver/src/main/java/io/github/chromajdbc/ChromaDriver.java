package io.github.chromajdbc;

import io.github.chromajdbc.connection.ChromaConnection;
import io.github.chromajdbc.engine.EngineFactory;
import io.github.chromajdbc.engine.InstalledEngine;
import io.github.chromajdbc.engine.SharedEngines;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.failure.SqlFailure;
import io.github.chromajdbc.failure.WarningChain;
import io.github.chromajdbc.metadata.DriverVersion;
import io.github.chromajdbc.settings.ConnectionSettings;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The driver for {@code jdbc:chroma:} URLs. Loading the class registers it with {@link
 * DriverManager}.
 *
 * <p>{@code jdbc:chroma://HOST[:8000][/TENANT][/DATABASE][?property=value&...]} opens a server,
 * {@code jdbc:chroma:cloud[/DATABASE]?apiKey=...} Chroma Cloud. {@link ChromaProperty} lists the
 * properties. Thread-safe.
 */
public final class ChromaDriver implements Driver {
  static final Duration IDLE_ENGINES_LIVE = Duration.ofSeconds(30);

  /** Shared by all instances, since tools make their own and data sources too. */
  private static final SharedEngines SHARED =
      new SharedEngines(new InstalledEngine(), IDLE_ENGINES_LIVE);

  static {
    register();
  }

  private final SharedEngines engines;
  private final Map<String, String> environment;

  /** A driver, as {@link java.util.ServiceLoader} and tools make it. */
  public ChromaDriver() {
    this(SHARED, System.getenv());
  }

  private ChromaDriver(SharedEngines engines, Map<String, String> environment) {
    this.engines = engines;
    this.environment = Map.copyOf(environment);
  }

  /** A driver with engines and an environment of its own. */
  static ChromaDriver with(
      EngineFactory factory, Duration idleTime, Map<String, String> environment) {
    return new ChromaDriver(new SharedEngines(factory, idleTime), environment);
  }

  private static void register() {
    LibraryLogs.quietUnlessConfigured();
    try {
      DriverManager.registerDriver(new ChromaDriver(), SHARED::closeIdle);
    } catch (SQLException refused) {
      throw new ExceptionInInitializerError(refused);
    }
  }

  /** How many engines this driver holds. */
  int engines() {
    return engines.size();
  }

  /**
   * Opens a connection once the server has answered for itself, the tenant and the database.
   *
   * @return null when the URL is another driver's
   * @throws SQLException 08001 for a wrong URL or property, or a server that cannot be reached
   *     within {@code connectTimeout}; 28000 for refused credentials; 3D000 and 3F000 for a tenant
   *     or database that is not there
   */
  @Override
  public @Nullable Connection connect(@Nullable String url, @Nullable Properties properties)
      throws SQLException {
    return acceptsURL(url)
        ? open(String.valueOf(url), properties == null ? new Properties() : properties)
        : null;
  }

  /** As {@link #connect} with a URL of this driver. */
  ChromaConnection open(String url, Properties properties) throws SQLException {
    WarningChain warnings = new WarningChain();
    ConnectionSettings settings = new SettingsReader(environment).read(url, properties, warnings);
    return ChromaConnection.open(settings, engines, warnings, timeout(settings));
  }

  /** The shorter of the property and what a program told the DriverManager. */
  private static Duration timeout(ConnectionSettings settings) {
    Duration own = settings.network().connectTimeout();
    Duration login = Duration.ofSeconds(DriverManager.getLoginTimeout());
    return login.isZero() || login.isNegative() || login.compareTo(own) > 0 ? own : login;
  }

  @Override
  public boolean acceptsURL(@Nullable String url) throws SQLException {
    if (url == null) {
      throw SqlFailure.of(ChromaError.INVALID_URL, "The URL is null");
    }
    return UrlParser.accepts(url);
  }

  /** All properties, with the values that the URL and the given properties have for them. */
  @Override
  public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties properties)
      throws SQLException {
    ParsedUrl parsed = url != null && acceptsURL(url) ? parsedIfComplete(url) : null;
    return Arrays.stream(ChromaProperty.values())
        .map(property -> info(property, parsed, properties))
        .toArray(DriverPropertyInfo[]::new);
  }

  private DriverPropertyInfo info(
      ChromaProperty property, @Nullable ParsedUrl parsed, @Nullable Properties properties) {
    String value = parsed == null ? null : parsed.properties().get(property);
    if (value == null && properties != null) {
      value = properties.getProperty(property.urlName());
    }
    DriverPropertyInfo info =
        new DriverPropertyInfo(
            property.urlName(), value == null ? property.defaultValue().orElse(null) : value);
    info.description = property.description();
    info.required =
        property == ChromaProperty.API_KEY
            && parsed != null
            && parsed.cloud()
            && !environment.containsKey("CHROMA_API_KEY");
    if (!property.choices().isEmpty()) {
      info.choices = property.choices().toArray(String[]::new);
    }
    return info;
  }

  /** A tool asks while a person still types the URL: one that is not complete has no properties. */
  private static @Nullable ParsedUrl parsedIfComplete(String url) {
    try {
      return UrlParser.parse(url);
    } catch (SQLException incomplete) {
      // connect will say what is wrong with it.
      return null;
    }
  }

  @Override
  public int getMajorVersion() {
    return DriverVersion.MAJOR;
  }

  @Override
  public int getMinorVersion() {
    return DriverVersion.MINOR;
  }

  /** False: of SQL-92 Entry Level, which that would claim, there are no transactions. */
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  /** The parent of the driver's loggers. */
  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("io.github.chromajdbc");
  }
}
