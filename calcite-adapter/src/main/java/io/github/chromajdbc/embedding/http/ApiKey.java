package io.github.chromajdbc.embedding.http;

import io.github.chromajdbc.embedding.EmbeddingModel;
import io.github.chromajdbc.error.ChromaError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A secret on its way into one header. It has no text form. */
final class ApiKey {
  private final String secret;

  private ApiKey(String secret) {
    this.secret = secret;
  }

  /**
   * The key of a service for one endpoint; null when none is to be sent.
   *
   * <p>It comes from the property {@code embedding}, from the variable that the collection names if
   * the user allows it, or from the service's own variables. The last go to the service's own
   * address only: a server elsewhere gets a key when somebody names one for it.
   *
   * @throws io.github.chromajdbc.error.ChromaException 42501 when the collection names a variable
   *     that is not allowed or the key would go out without TLS, 28000 when a key is missing
   */
  static @Nullable ApiKey of(HttpService service, Endpoint endpoint, EmbeddingModel model) {
    String given = model.options().get("api_key");
    if (given != null) {
      return checked(given, "api_key in the property embedding", endpoint, model);
    }
    Set<String> variables = new LinkedHashSet<>();
    String chosen = model.options().get("api_key_env_var");
    String stored = model.storedText("api_key_env_var");
    if (chosen != null) {
      variables.add(chosen);
    } else {
      if (stored != null) {
        if (!service.keyVariables().contains(stored)
            && !model.settings().allowedKeyVariables().contains(stored)) {
          throw ChromaError.EMBEDDING_NOT_ALLOWED.exception(
              String.format(
                  Locale.ROOT,
                  "%s stores an embedding function that asks for the environment variable %s, which is not one of %s's. If that variable holds its key, add it to the property allowedKeyVariables",
                  model.subject(),
                  stored,
                  service.name()));
        }
        variables.add(stored);
      }
      if (endpoint.trust() == Endpoint.Trust.OWN) {
        variables.addAll(service.keyVariables());
      }
    }
    for (String variable : variables) {
      String value = model.settings().environment().variable(variable);
      if (value != null && !value.isBlank()) {
        return checked(value, "environment variable " + variable, endpoint, model);
      }
    }
    boolean optional = endpoint.trust() != Endpoint.Trust.OWN || service.keyVariables().isEmpty();
    if (chosen == null && optional) {
      return null;
    }
    throw missing(service, variables, model);
  }

  private static RuntimeException missing(
      HttpService service, Set<String> variables, EmbeddingModel model) {
    List<String> names = new ArrayList<>(variables);
    return ChromaError.EMBEDDING_KEY.exception(
        String.format(
            Locale.ROOT,
            "%s needs a key of %s: set the environment variable %s, or the property embedding=%s;api_key=...",
            model.subject(),
            service.name(),
            String.join(" or ", names),
            service.name()));
  }

  private static ApiKey checked(
      String value, String source, Endpoint endpoint, EmbeddingModel model) {
    String key = value.strip();
    // The JDK's own message for such a header would repeat the key.
    if (key.isEmpty() || !key.chars().allMatch(character -> character > ' ' && character < 0x7F)) {
      throw ChromaError.EMBEDDING_KEY.exception(
          String.format(
              Locale.ROOT,
              "The %s holds no key: it is empty or has characters that no key has",
              source));
    }
    if (!endpoint.mayTakeKey()) {
      throw ChromaError.EMBEDDING_NOT_ALLOWED.exception(
          String.format(
              Locale.ROOT,
              "%s would send a key to %s without TLS. Use https, or list it with its scheme in allowedEmbeddingHosts",
              model.subject(),
              endpoint.origin()));
    }
    return new ApiKey(key);
  }

  String bearer() {
    return "Bearer " + secret;
  }

  int length() {
    return secret.length();
  }

  /** The text without the key, in case a service repeats what it was sent. */
  String redact(String text) {
    return text.replace(secret, "***");
  }

  @Override
  public String toString() {
    return "***";
  }
}
