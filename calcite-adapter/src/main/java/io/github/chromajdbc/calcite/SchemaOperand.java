package io.github.chromajdbc.calcite;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.chromajdbc.calcite.route.RouteConfiguration;
import io.github.chromajdbc.calcite.statement.EngineOptions;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.MetadataIndex;
import io.github.chromajdbc.client.PatientStore;
import io.github.chromajdbc.client.Quotas;
import io.github.chromajdbc.client.rest.Credentials;
import io.github.chromajdbc.client.rest.RestChromaStore;
import io.github.chromajdbc.client.rest.RestSettings;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import io.github.chromajdbc.error.NearestName;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a model says of a schema. A value that is wrong is 08001. */
final class SchemaOperand {
  private static final List<String> KNOWN =
      List.of(
          "host",
          "port",
          "ssl",
          "tenant",
          "database",
          "token",
          "user",
          "password",
          "apiKey",
          "pathPrefix",
          "headers",
          "proxy",
          "connectTimeout",
          "socketTimeout",
          "server",
          "smallIntegers",
          "allowInsecureAuth",
          "pageSize",
          "sampleSize",
          "maxColumns",
          "maxParallel",
          "metadataNames",
          "embeddingColumn",
          "columns",
          "timeZone",
          "routes",
          "store");

  /** What Calcite's model handler adds of its own. */
  private static final List<String> OF_CALCITE = List.of("modelUri", "baseDirectory", "tables");

  private static final String CLOUD_HOST = "api.trychroma.com";

  private final Map<String, Object> operand;

  SchemaOperand(Map<String, Object> operand) {
    this.operand = operand;
    for (String key : operand.keySet()) {
      if (!KNOWN.contains(key) && !OF_CALCITE.contains(key)) {
        throw ChromaError.UNKNOWN_PROPERTY.exception(key, NearestName.hint(key, KNOWN));
      }
    }
  }

  Optional<String> tenant() {
    Optional<String> given = text("tenant");
    return given.isPresent() || isCloud() ? given : Optional.of("default_tenant");
  }

  Optional<String> database() {
    Optional<String> given = text("database");
    return given.isPresent() || isCloud() ? given : Optional.of("default_database");
  }

  EngineOptions engineOptions() {
    EngineOptions standard = EngineOptions.DEFAULT;
    return new EngineOptions(
        number("pageSize", standard.pageSize(), 1, 100_000),
        number("sampleSize", standard.sampleSize(), 0, 1_000_000),
        number("maxColumns", standard.maxColumns(), 1, 10_000),
        number("maxParallel", standard.maxParallel(), 1, 256),
        choice("embeddingColumn", "hidden", "visible").equals("visible"),
        choice("metadataNames", "dotted", "bare").equals("bare"),
        standard.exact(),
        standard.candidates(),
        standard.lenientStrings(),
        zone(),
        texts("columns"));
  }

  RouteConfiguration routes() {
    Object routes = operand.get("routes");
    if (routes == null) {
      return RouteConfiguration.NONE;
    }
    return RouteConfiguration.read(
        routes instanceof String text ? text : json(routes), RouteConfiguration.Source.APPLICATION);
  }

  ChromaStore store() {
    Optional<String> own = text("store");
    if (own.isPresent()) {
      return instance(own.get());
    }
    RestSettings settings = server();
    return PatientStore.within(settings.quotas(), new RestChromaStore(settings));
  }

  private static ChromaStore instance(String className) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    try {
      Class<?> type =
          Class.forName(
              className, true, context == null ? SchemaOperand.class.getClassLoader() : context);
      return type.asSubclass(ChromaStore.class).getConstructor().newInstance();
    } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
      throw ChromaError.INVALID_PROPERTY_VALUE.causedBy(
          e,
          "store",
          className,
          "it names a public class that implements ChromaStore and has a public constructor without parameters");
    }
  }

  private String serverKind() {
    return choice("server", "auto", "single", "distributed", "cloud");
  }

  private boolean isCloud() {
    String kind = serverKind();
    return kind.equals("cloud") || (kind.equals("auto") && isCloud(text("host").orElse("")));
  }

  private static boolean isCloud(String host) {
    return host.toLowerCase(Locale.ROOT).endsWith(".trychroma.com");
  }

  private RestSettings server() {
    boolean cloud = isCloud();
    String host = text("host").orElse(cloud ? CLOUD_HOST : "localhost");
    boolean tls = isOn("ssl") || host.equalsIgnoreCase(CLOUD_HOST);
    Credentials credentials = credentials(cloud);
    Map<String, String> headers = texts("headers");
    boolean secret = !(credentials instanceof Credentials.None) || !headers.isEmpty();
    if (secret && !tls && !isThisMachine(host) && !isOn("allowInsecureAuth")) {
      throw invalid(
          "host",
          host,
          "credentials and headers are not sent over plain http to another machine. Set ssl, or allowInsecureAuth if the network is safe");
    }
    boolean distributed = cloud || serverKind().equals("distributed");
    return RestSettings.of(host, number("port", tls ? 443 : 8000, 1, 65_535))
        .withTls(tls)
        .withCredentials(credentials)
        .withHeaders(headers)
        .withUserAgent("chroma-jdbc-calcite-adapter")
        .withPathPrefix(text("pathPrefix").orElse(""))
        .withProxy(proxy())
        .withTimeouts(
            Duration.ofMillis(number("connectTimeout", 10_000, 1, Integer.MAX_VALUE)),
            Duration.ofMillis(number("socketTimeout", 300_000, 0, Integer.MAX_VALUE)))
        .withServer(
            distributed
                ? MetadataIndex.distributed(isOn("smallIntegers"))
                : MetadataIndex.SINGLE_NODE,
            cloud ? Quotas.CHROMA_CLOUD : Quotas.NONE);
  }

  private static boolean isThisMachine(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.matches("127(\\.[0-9]{1,3}){3}")
        || host.equals("::1");
  }

  private Credentials credentials(boolean cloud) {
    Optional<String> token = text("token");
    Optional<String> user = text("user");
    Optional<String> apiKey = text("apiKey");
    if (token.isPresent()) {
      return new Credentials.Bearer(token.get());
    }
    if (user.isPresent()) {
      return new Credentials.Basic(user.get(), text("password").orElse(""));
    }
    if (apiKey.isEmpty() && cloud) {
      apiKey = Optional.ofNullable(System.getenv("CHROMA_API_KEY"));
    }
    return apiKey.isPresent() ? new Credentials.ChromaToken(apiKey.get()) : new Credentials.None();
  }

  private RestSettings.@Nullable ProxyAddress proxy() {
    Optional<String> proxy = text("proxy");
    if (proxy.isEmpty()) {
      return null;
    }
    int colon = proxy.get().lastIndexOf(':');
    if (colon <= 0 || !proxy.get().substring(colon + 1).matches("[0-9]{1,5}")) {
      throw invalid("proxy", proxy.get(), "it is host:port");
    }
    return new RestSettings.ProxyAddress(
        proxy.get().substring(0, colon), Integer.parseInt(proxy.get().substring(colon + 1)));
  }

  private Optional<String> text(String name) {
    Object value = operand.get(name);
    return value == null
        ? Optional.empty()
        : Optional.of(value.toString()).filter(t -> !t.isBlank());
  }

  private boolean isOn(String name) {
    return choice(name, "false", "true").equals("true");
  }

  /** The first is the default. */
  private String choice(String name, String... choices) {
    String value = text(name).orElse(choices[0]).toLowerCase(Locale.ROOT);
    if (!List.of(choices).contains(value)) {
      throw invalid(name, value, "it is one of " + String.join(", ", choices));
    }
    return value;
  }

  private int number(String name, int standard, int least, int most) {
    String value = text(name).orElse(String.valueOf(standard));
    if (value.matches("[0-9]{1,10}")) {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return (int) number;
      }
    }
    throw invalid(name, value, "it is a whole number from " + least + " to " + most);
  }

  private ZoneId zone() {
    String value = text("timeZone").orElse("UTC");
    try {
      return ZoneId.of(value);
    } catch (DateTimeException e) {
      throw invalid("timeZone", value, "it is a time zone's name or offset");
    }
  }

  private Map<String, String> texts(String name) {
    Object value = operand.get(name);
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw invalid(name, "...", "it is an object with a text for each name");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    map.forEach((key, text) -> texts.put(String.valueOf(key), String.valueOf(text)));
    return texts;
  }

  private static ChromaException invalid(String name, String value, String why) {
    return ChromaError.INVALID_PROPERTY_VALUE.exception(name, value, why);
  }

  private static String json(Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
      write(generator, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        generator.writeFieldName(String.valueOf(member.getKey()));
        write(generator, member.getValue());
      }
      generator.writeEndObject();
    } else if (value instanceof Iterable<?> list) {
      generator.writeStartArray();
      for (Object element : list) {
        write(generator, element);
      }
      generator.writeEndArray();
    } else if (value == null) {
      generator.writeNull();
    } else if (value instanceof Boolean truth) {
      generator.writeBoolean(truth);
    } else if (value instanceof Number) {
      generator.writeNumber(value.toString());
    } else {
      generator.writeString(value.toString());
    }
  }
}
