package io.github.chromajdbc;

import io.github.chromajdbc.calcite.statement.EngineOptions;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.WarningSink;
import io.github.chromajdbc.failure.SqlFailure;
import io.github.chromajdbc.settings.ConnectionSettings;
import io.github.chromajdbc.settings.Credentials;
import io.github.chromajdbc.settings.EmbeddingSettings;
import io.github.chromajdbc.settings.Endpoint;
import io.github.chromajdbc.settings.IndexSettings;
import io.github.chromajdbc.settings.NetworkSettings;
import io.github.chromajdbc.settings.RouteSettings;
import io.github.chromajdbc.settings.ServerKind;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Brings a URL, {@link Properties} and, for Chroma Cloud, the environment together. What the URL
 * says wins. A property that is not known is an error in the URL, where a person wrote it, and a
 * warning in Properties, to which tools add their own.
 */
final class SettingsReader {
  private static final Set<String> SECRET_HEADERS =
      Set.of("authorization", "proxy-authorization", "x-chroma-token", "cookie", "x-api-key");

  private static final String CLOUD_DOMAIN = ".trychroma.com";

  private final Map<String, String> environment;

  /**
   * @param environment the process's, for CHROMA_API_KEY, CHROMA_TENANT and CHROMA_DATABASE
   */
  SettingsReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * @throws SQLException 08001 for a URL, a name or a value that is wrong
   */
  ConnectionSettings read(String url, Properties given, WarningSink warnings) throws SQLException {
    ParsedUrl parsed = UrlParser.parse(url);
    Map<ChromaProperty, String> merged = new EnumMap<>(ChromaProperty.class);
    addKnown(given, merged, warnings);
    merged.putAll(parsed.properties());
    PropertyValues values = new PropertyValues(merged);

    ServerKind server = server(parsed, values);
    boolean cloud = server == ServerKind.CLOUD;
    Endpoint endpoint =
        new Endpoint(ssl(parsed, values), parsed.host(), parsed.port(), pathPrefix(values));
    Credentials credentials = credentials(cloud, values);
    Map<String, String> headers = values.headers(ChromaProperty.HEADERS);
    refuseInsecure(endpoint, credentials, headers, values);
    return new ConnectionSettings(
        endpoint,
        server,
        values.isOn(ChromaProperty.SMALL_INTEGERS),
        place(parsed.tenant(), cloud, "CHROMA_TENANT", "default_tenant"),
        place(parsed.database(), cloud, "CHROMA_DATABASE", "default_database"),
        credentials,
        new NetworkSettings(
            headers,
            values.proxy(ChromaProperty.PROXY),
            values.duration(ChromaProperty.CONNECT_TIMEOUT, Duration.ofMillis(1)),
            values.duration(ChromaProperty.SOCKET_TIMEOUT, Duration.ZERO)),
        engineOptions(values),
        new EmbeddingSettings(
            values.text(ChromaProperty.EMBEDDING),
            !parsed.properties().containsKey(ChromaProperty.EMBEDDING),
            values.list(ChromaProperty.ALLOWED_KEY_VARIABLES),
            values.list(ChromaProperty.ALLOWED_EMBEDDING_HOSTS)),
        index(values),
        new RouteSettings(
            values.text(ChromaProperty.ROUTES),
            parsed.properties().containsKey(ChromaProperty.ROUTES)),
        values.isOn(ChromaProperty.READ_ONLY),
        values.number(ChromaProperty.MAX_SCROLL_ROWS, 1, 10_000_000),
        values.duration(ChromaProperty.SLOW_STATEMENT, Duration.ZERO),
        publicUrl(parsed, merged));
  }

  /** Empty values count as absent: tools send every field of a form. */
  private static void addKnown(
      Properties given, Map<ChromaProperty, String> merged, WarningSink warnings) {
    for (String name : given.stringPropertyNames()) {
      String value = given.getProperty(name, "");
      Optional<ChromaProperty> property = ChromaProperty.named(name);
      if (property.isEmpty()) {
        warnings.warn(ChromaError.UNKNOWN_PROPERTY_IGNORED.warning(name, UrlParser.hint(name)));
      } else if (!value.isEmpty()) {
        merged.put(property.get(), value);
      }
    }
    // Properties is a Map of objects, and people put numbers and booleans into it.
    given.forEach(
        (name, value) -> {
          if (name instanceof String text && !(value instanceof String)) {
            ChromaProperty.named(text)
                .ifPresent(property -> merged.put(property, String.valueOf(value)));
          }
        });
  }

  private static ServerKind server(ParsedUrl parsed, PropertyValues values) throws SQLException {
    String named = values.choice(ChromaProperty.SERVER);
    boolean cloud = parsed.cloud() || parsed.host().toLowerCase(Locale.ROOT).endsWith(CLOUD_DOMAIN);
    return switch (named) {
      case "single" -> ServerKind.SINGLE;
      case "distributed" -> ServerKind.DISTRIBUTED;
      case "cloud" -> ServerKind.CLOUD;
      default -> cloud ? ServerKind.CLOUD : ServerKind.SINGLE;
    };
  }

  private static boolean ssl(ParsedUrl parsed, PropertyValues values) throws SQLException {
    boolean ssl = values.isOn(ChromaProperty.SSL);
    if (parsed.cloud() && !ssl && parsed.properties().containsKey(ChromaProperty.SSL)) {
      throw values.invalid(ChromaProperty.SSL, "Chroma Cloud is reached over https only");
    }
    return ssl || parsed.cloud();
  }

  private static String pathPrefix(PropertyValues values) {
    String prefix = values.text(ChromaProperty.PATH_PREFIX).orElse("").strip();
    while (prefix.endsWith("/")) {
      prefix = prefix.substring(0, prefix.length() - 1);
    }
    return prefix.isEmpty() || prefix.startsWith("/") ? prefix : "/" + prefix;
  }

  /** What the URL names; else the variable of Chroma Cloud's clients; else a server's default. */
  private Optional<String> place(
      Optional<String> named, boolean cloud, String variable, String standard) {
    if (named.isPresent()) {
      return named;
    }
    return cloud ? environment(variable) : Optional.of(standard);
  }

  private Optional<String> environment(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }

  private Credentials credentials(boolean cloud, PropertyValues values) throws SQLException {
    Optional<String> token = values.text(ChromaProperty.TOKEN);
    Optional<String> user = values.text(ChromaProperty.USER);
    Optional<String> password = values.text(ChromaProperty.PASSWORD);
    Optional<String> apiKey = values.text(ChromaProperty.API_KEY);
    boolean basic = user.isPresent() || password.isPresent();
    if ((token.isPresent() ? 1 : 0) + (basic ? 1 : 0) + (apiKey.isPresent() ? 1 : 0) > 1) {
      ChromaProperty one = token.isPresent() ? ChromaProperty.TOKEN : ChromaProperty.API_KEY;
      throw SqlFailure.of(
          ChromaError.INVALID_PROPERTY_VALUE,
          one.urlName(),
          "***",
          "give either token, or user and password, or apiKey");
    }
    if (password.isPresent() && user.isEmpty()) {
      throw values.invalid(ChromaProperty.PASSWORD, "it needs the property user");
    }
    if (token.isPresent()) {
      return new Credentials.Token(token.get());
    }
    if (user.isPresent()) {
      return new Credentials.Basic(user.get(), password.orElse(""));
    }
    if (apiKey.isEmpty() && cloud) {
      apiKey = environment("CHROMA_API_KEY");
      if (apiKey.isEmpty()) {
        throw SqlFailure.of(
            ChromaError.INVALID_URL,
            "Chroma Cloud needs a key: set the property apiKey or the environment variable CHROMA_API_KEY");
      }
    }
    return apiKey.isPresent() ? new Credentials.ApiKey(apiKey.get()) : new Credentials.None();
  }

  /** Who listens on the way reads what plain http carries. */
  private static void refuseInsecure(
      Endpoint endpoint,
      Credentials credentials,
      Map<String, String> headers,
      PropertyValues values)
      throws SQLException {
    if (values.isOn(ChromaProperty.ALLOW_INSECURE_AUTH)
        || endpoint.ssl()
        || isThisMachine(endpoint.host())) {
      return;
    }
    ChromaProperty sent = null;
    if (credentials instanceof Credentials.Token) {
      sent = ChromaProperty.TOKEN;
    } else if (credentials instanceof Credentials.ApiKey) {
      sent = ChromaProperty.API_KEY;
    } else if (credentials instanceof Credentials.Basic) {
      sent = ChromaProperty.USER;
    } else if (headers.keySet().stream()
        .anyMatch(name -> SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT)))) {
      sent = ChromaProperty.HEADERS;
    }
    if (sent != null) {
      throw values.invalid(
          sent,
          "credentials are not sent over plain http to another machine. Set ssl=true, or allowInsecureAuth=true if the network is safe");
    }
  }

  private static boolean isThisMachine(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.toLowerCase(Locale.ROOT).endsWith(".localhost")
        || host.matches("127(\\.[0-9]{1,3}){3}")
        || host.equals("::1")
        || host.equals("0:0:0:0:0:0:0:1");
  }

  private static EngineOptions engineOptions(PropertyValues values) throws SQLException {
    return new EngineOptions(
        values.number(ChromaProperty.PAGE_SIZE, 1, 100_000),
        values.number(ChromaProperty.SAMPLE_SIZE, 0, 1_000_000),
        values.number(ChromaProperty.MAX_COLUMNS, 1, 10_000),
        values.number(ChromaProperty.MAX_PARALLEL, 1, 256),
        values.choice(ChromaProperty.EMBEDDING_COLUMN).equals("visible"),
        values.choice(ChromaProperty.METADATA_NAMES).equals("bare"),
        values.isOn(ChromaProperty.EXACT),
        values.number(ChromaProperty.CANDIDATES, 0, 1_000_000),
        values.isOn(ChromaProperty.LENIENT_STRINGS),
        values.zone(ChromaProperty.TIME_ZONE),
        values.declaredColumns(ChromaProperty.COLUMNS));
  }

  private static IndexSettings index(PropertyValues values) throws SQLException {
    Optional<String> url = values.text(ChromaProperty.INDEX_URL);
    Optional<String> token = values.text(ChromaProperty.INDEX_TOKEN);
    if (url.isPresent()) {
      URI uri = indexUri(url.get(), values);
      if (token.isPresent()
          && uri.getScheme().equalsIgnoreCase("http")
          && !isThisMachine(uri.getHost())
          && !values.isOn(ChromaProperty.ALLOW_INSECURE_AUTH)) {
        throw values.invalid(
            ChromaProperty.INDEX_TOKEN,
            "it is not sent over plain http to another machine. Use https in indexUrl, or allowInsecureAuth=true");
      }
    }
    return new IndexSettings(values.text(ChromaProperty.INDEX_FILE), url, token);
  }

  private static URI indexUri(String url, PropertyValues values) throws SQLException {
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme();
      if (uri.getHost() != null
          && uri.getRawUserInfo() == null
          && ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
        return uri;
      }
    } catch (URISyntaxException malformed) {
      throw values.invalid(ChromaProperty.INDEX_URL, "it is http://HOST:PORT or https://HOST:PORT");
    }
    throw values.invalid(ChromaProperty.INDEX_URL, "it is http://HOST:PORT or https://HOST:PORT");
  }

  /** The URL of these settings with everything that is not secret. */
  private static String publicUrl(ParsedUrl parsed, Map<ChromaProperty, String> merged) {
    StringBuilder url = new StringBuilder(UrlParser.PREFIX);
    if (parsed.cloud()) {
      url.append("cloud");
    } else {
      url.append("//").append(new Endpoint(false, parsed.host(), parsed.port(), "").authority());
    }
    parsed.tenant().ifPresent(tenant -> url.append('/').append(encode(tenant)));
    parsed.database().ifPresent(database -> url.append('/').append(encode(database)));
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    merged.forEach(
        (property, value) -> {
          if (!property.isSecret()) {
            query.add(property.urlName() + "=" + encode(value));
          }
        });
    return url.append(query).toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
