package io.github.chromajdbc.embedding.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.embedding.EmbeddingModel;
import io.github.chromajdbc.embedding.EmbeddingProvider;
import io.github.chromajdbc.embedding.EmbeddingPurpose;
import io.github.chromajdbc.embedding.EmbeddingSettings;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** What a test says about a model, piece by piece, and what it expects. */
final class HttpProviderFixture {
  static final String SECRET = "sk-0123456789abcdefCLASSIFIED";

  private final String provider;
  private @Nullable String model;
  private final Map<String, Object> stored = new HashMap<>();
  private final Map<String, String> options = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final Set<String> allowedKeyVariables = new HashSet<>();
  private final List<String> allowedHosts = new ArrayList<>();
  private Duration timeout = Duration.ofSeconds(20);

  HttpProviderFixture(String provider) {
    this.provider = provider;
  }

  HttpProviderFixture model(String name) {
    model = name;
    return this;
  }

  HttpProviderFixture stored(String key, Object value) {
    stored.put(key, value);
    return this;
  }

  HttpProviderFixture option(String key, String value) {
    options.put(key, value);
    return this;
  }

  HttpProviderFixture environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  HttpProviderFixture allowKeyVariable(String name) {
    allowedKeyVariables.add(name);
    return this;
  }

  HttpProviderFixture allowHost(String host) {
    allowedHosts.add(host);
    return this;
  }

  HttpProviderFixture timeout(Duration limit) {
    timeout = limit;
    return this;
  }

  EmbeddingProvider create() {
    EmbeddingSettings settings =
        new EmbeddingSettings(
            null,
            false,
            allowedKeyVariables,
            allowedHosts,
            Duration.ofSeconds(5),
            timeout,
            environment::get,
            null);
    return new HttpProviderFactory(Duration.ofMillis(5))
        .create(
            new EmbeddingModel(provider, model, stored, options, settings, "Collection invoices"));
  }

  List<float[]> embed(String... texts) {
    return embed(EmbeddingPurpose.QUERY, texts);
  }

  List<float[]> embed(EmbeddingPurpose purpose, String... texts) {
    try (EmbeddingProvider created = create()) {
      return created.embed(List.of(texts), purpose, Cancellation.never());
    }
  }

  /** Fails unless the call fails so, and shows the secret nowhere. */
  static void assertError(ThrowingCallable call, ChromaError error, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ChromaException.class,
            e -> {
              assertThat(List.of(parts))
                  .allSatisfy(part -> assertThat(e.sentence()).contains(part));
              assertThat(e.error()).as(e.sentence()).isEqualTo(error);
              StringWriter trace = new StringWriter();
              e.printStackTrace(new PrintWriter(trace));
              assertThat(trace.toString()).doesNotContain(SECRET).doesNotContain("CLASSIFIED");
            });
  }
}
