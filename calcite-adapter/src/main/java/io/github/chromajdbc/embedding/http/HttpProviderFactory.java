package io.github.chromajdbc.embedding.http;

import io.github.chromajdbc.embedding.EmbeddingModel;
import io.github.chromajdbc.embedding.EmbeddingProvider;
import io.github.chromajdbc.embedding.EmbeddingProviderFactory;
import io.github.chromajdbc.embedding.EmbeddingPurpose;
import io.github.chromajdbc.error.ChromaError;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a provider of any {@link HttpService}, after everything that can be checked beforehand. */
public final class HttpProviderFactory implements EmbeddingProviderFactory {
  private static final Pattern PATH_SAFE_MODEL =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?");
  private static final Pattern HEADER_SAFE = Pattern.compile("[\\x21-\\x7E]{1,200}");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");

  private final Duration firstWait;

  public HttpProviderFactory() {
    this(Duration.ofMillis(500));
  }

  HttpProviderFactory(Duration firstWait) {
    this.firstWait = firstWait;
  }

  @Override
  public Set<String> names() {
    return HttpService.TABLE.stream().map(HttpService::name).collect(Collectors.toSet());
  }

  @Override
  public EmbeddingProvider create(EmbeddingModel model) {
    HttpService service =
        HttpService.TABLE.stream()
            .filter(row -> row.name().equals(model.provider()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(model.provider()));
    checkOptions(service, model);
    checkStored(model);
    Endpoint endpoint = Endpoint.of(service, model);
    String modelName = modelName(service, model);
    ApiKey key = ApiKey.of(service, endpoint, model);
    Map<EmbeddingPurpose, Map<String, Object>> parameters = parameters(service, model, modelName);
    String name = modelName.isEmpty() ? service.name() : service.name() + ":" + modelName;
    if (endpoint.trust() != Endpoint.Trust.OWN) {
      name += " at " + endpoint.origin();
    }
    return new HttpEmbeddingProvider(
        service,
        name,
        service.namesModelInPath() ? "" : modelName,
        parameters,
        dimension(service, modelName, parameters),
        new ServiceClient(
            service.name(),
            uri(service, endpoint, modelName),
            endpoint,
            key,
            headers(model),
            model.settings(),
            firstWait));
  }

  private static void checkOptions(HttpService service, EmbeddingModel model) {
    Set<String> known = new TreeSet<>(service.parameters());
    known.add("api_key");
    known.add("api_key_env_var");
    known.add("dimensions");
    known.add(service.baseSetting());
    known.add(service.modelSetting());
    if (service.name().equals("openai")) {
      known.add("organization_id");
    }
    for (String option : model.options().keySet()) {
      if (!known.contains(option)) {
        throw ChromaError.INVALID_PROPERTY_VALUE.exception(
            "embedding",
            model,
            String.format(
                Locale.ROOT,
                "%s has no option '%s'. There are: %s",
                service.name(),
                option,
                String.join(", ", known)));
      }
    }
  }

  /** What a stored function may hold that would give other vectors, or none, if it were ignored. */
  private static void checkStored(EmbeddingModel model) {
    String unsupported = null;
    String apiType = model.storedText("api_type");
    if (apiType != null && !apiType.equals("openai") && !apiType.equals("open_ai")) {
      unsupported = "api_type " + apiType;
    } else if (model.stored().get("default_headers") instanceof Map<?, ?> headers
        && !headers.isEmpty()) {
      unsupported = "default_headers";
    } else {
      String embeddingType = model.storedText("embedding_type");
      if (embeddingType != null && !embeddingType.equals("float")) {
        unsupported = "embedding_type " + embeddingType;
      }
    }
    if (unsupported != null) {
      throw ChromaError.EMBEDDING_NOT_AVAILABLE.exception(
          String.format(
              Locale.ROOT,
              "%s stores an embedding function %s with %s, which this driver does not support. Give vectors with VECTOR [...], or put an EmbeddingProviderFactory for it beside the driver",
              model.subject(),
              model.provider(),
              unsupported));
    }
  }

  private static String modelName(HttpService service, EmbeddingModel model) {
    String name = model.model();
    if (name == null) {
      name = model.setting(service.modelSetting());
    }
    if (name == null) {
      name = service.defaultModel();
    }
    if (name == null) {
      if (service.needsModel()) {
        throw ChromaError.EMBEDDING_NOT_AVAILABLE.exception(
            String.format(
                Locale.ROOT,
                "%s: the provider %s needs the name of a model: MODEL '%s:...' or property embedding=%s:...",
                model.subject(),
                service.name(),
                service.name(),
                service.name()));
      }
      return "";
    }
    if (service.namesModelInPath() && !PATH_SAFE_MODEL.matcher(name).matches()) {
      throw ChromaError.EMBEDDING_NOT_AVAILABLE.exception(
          String.format(
              Locale.ROOT,
              "%s: '%s' is no name of a model of %s, which is owner/model",
              model.subject(),
              name,
              service.name()));
    }
    return name;
  }

  private static URI uri(HttpService service, Endpoint endpoint, String model) {
    return URI.create(endpoint.base() + service.path().replace("{model}", model));
  }

  private static Map<String, String> headers(EmbeddingModel model) {
    String organization = model.setting("organization_id");
    if (!model.provider().equals("openai") || organization == null) {
      return Map.of();
    }
    if (!HEADER_SAFE.matcher(organization).matches()) {
      throw ChromaError.EMBEDDING_NOT_AVAILABLE.exception(
          String.format(Locale.ROOT, "%s has an organization_id that is none", model.subject()));
    }
    return Map.of("OpenAI-Organization", organization);
  }

  private static Map<EmbeddingPurpose, Map<String, Object>> parameters(
      HttpService service, EmbeddingModel model, String modelName) {
    Map<String, Object> common = new HashMap<>();
    for (String parameter : service.parameters()) {
      addIfScalar(common, parameter, setting(model, parameter));
    }
    // As Chroma's client: models that cannot shorten their vectors refuse the parameter.
    if (HttpService.takesDimensions(modelName) || model.options().containsKey("dimensions")) {
      addIfScalar(common, "dimensions", setting(model, "dimensions"));
    }
    Map<String, Object> forQueries = new HashMap<>(common);
    if (model.stored().get("query_config") instanceof Map<?, ?> query) {
      for (String parameter : service.parameters()) {
        addIfScalar(forQueries, parameter, query.get(parameter));
      }
    }
    Map<EmbeddingPurpose, Map<String, Object>> parameters = new EnumMap<>(EmbeddingPurpose.class);
    parameters.put(EmbeddingPurpose.DOCUMENT, Map.copyOf(common));
    parameters.put(EmbeddingPurpose.QUERY, Map.copyOf(forQueries));
    return parameters;
  }

  private static void addIfScalar(
      Map<String, Object> parameters, String name, @Nullable Object value) {
    if (value instanceof String
        || value instanceof Long
        || value instanceof Double
        || value instanceof Boolean) {
      parameters.put(name, value);
    }
  }

  /** Options come as text, and a number or truth value is meant as one. */
  private static @Nullable Object setting(EmbeddingModel model, String name) {
    String option = model.options().get(name);
    if (option == null) {
      return model.stored().get(name);
    }
    if (option.equals("true") || option.equals("false")) {
      return Boolean.valueOf(option);
    }
    return WHOLE_NUMBER.matcher(option).matches() ? (Object) Long.valueOf(option) : option;
  }

  private static OptionalInt dimension(
      HttpService service,
      String modelName,
      Map<EmbeddingPurpose, Map<String, Object>> parameters) {
    Object asked = parameters.getOrDefault(EmbeddingPurpose.QUERY, Map.of()).get("dimensions");
    if (asked instanceof Long number && number > 0 && number <= Integer.MAX_VALUE) {
      return OptionalInt.of(number.intValue());
    }
    return service.dimension(modelName);
  }
}
