package io.github.chromajdbc.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.client.EmbeddingFunctionConfig;
import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import io.github.chromajdbc.error.ChromaWarning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TextEmbedderTest {
  private final List<ChromaWarning> warnings = new ArrayList<>();

  @BeforeEach
  void forgetRequests() {
    CountingFactory.reset();
  }

  private static CollectionInfo collection(
      @Nullable Integer dimension, @Nullable EmbeddingFunctionConfig function) {
    return new CollectionInfo(
        new DatabaseName("default_tenant", "default_database"),
        "11111111-2222-3333-4444-555555555555",
        "invoices",
        Space.COSINE,
        dimension,
        Map.of(),
        null,
        function);
  }

  private static EmbeddingFunctionConfig function(String name, Map<String, Object> config) {
    return new EmbeddingFunctionConfig(name, config);
  }

  private static EmbeddingSettings settings(@Nullable String property, boolean classNames) {
    return new EmbeddingSettings(
        property,
        classNames,
        Set.of(),
        List.of(),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        name -> null,
        null);
  }

  private List<float[]> embed(
      @Nullable String property,
      CollectionInfo collection,
      @Nullable String model,
      String... text) {
    try (TextEmbedder embedder = new TextEmbedder(settings(property, false))) {
      return embedWith(embedder, collection, model, text);
    }
  }

  private List<float[]> embedWith(
      TextEmbedder embedder, CollectionInfo collection, @Nullable String model, String... text) {
    return embedder.embed(
        collection,
        model,
        List.of(text),
        EmbeddingPurpose.QUERY,
        warnings::add,
        Cancellation.never());
  }

  private static void assertError(ThrowingCallable call, ChromaError error, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ChromaException.class,
            e -> {
              assertThat(e.error()).isEqualTo(error);
              assertThat(e.sentence()).contains(parts);
            });
    assertThat(CountingFactory.REQUESTS).doesNotContain(List.of("text"));
  }

  @Test
  void theClauseWinsOverTheStoredFunctionAndTheProperty() {
    CollectionInfo stored = collection(null, function("counting", Map.of("dimension", 5L)));
    assertThat(embed("counting:7", stored, "counting:2", "abc").get(0)).containsExactly(3, 3);
    assertThat(warnings).isEmpty();
  }

  @Test
  void theStoredFunctionWinsOverTheProperty() {
    CollectionInfo stored = collection(null, function("counting", Map.of("dimension", 5L)));
    assertThat(embed("counting:7", stored, null, "abc").get(0)).hasSize(5);
    assertThat(warnings).isEmpty();
  }

  @Test
  void thePropertyWinsOverTheDefault() {
    assertThat(embed("counting:7", collection(null, null), null, "abc").get(0)).hasSize(7);
    assertThat(embed("counting;dimension=4", collection(null, null), null, "abc").get(0))
        .hasSize(4);
    assertThat(warnings).isEmpty();
  }

  @Test
  void theDefaultOnACollectionThatStoresNoFunctionIsSaid() {
    assertThat(embed(null, collection(384, null), null, "abc").get(0)).hasSize(384);
    assertThat(warnings)
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.error()).isEqualTo(ChromaError.EMBEDDING_MODEL_ASSUMED);
              assertThat(warning.message()).contains("invoices", "all-MiniLM-L6-v2");
            });
  }

  @Test
  void aStoredDefaultIsNotWorthAWarning() {
    CollectionInfo stored = collection(384, function("default", Map.of()));
    assertThat(embed(null, stored, null, "abc").get(0)).hasSize(384);
    assertThat(warnings).isEmpty();
  }

  @Test
  void aModelWithoutProviderIsTheCollectionsProvidersModel() {
    CollectionInfo stored =
        collection(null, function("counting", Map.of("dimension", 5L, "task", "x")));
    assertThat(embed(null, stored, "6", "abc").get(0)).hasSize(6);
    assertThat(CountingFactory.lastStored()).containsEntry("task", "x");
  }

  @Test
  void theStoredConfigurationStaysWithItsProvider() {
    CollectionInfo stored = collection(null, function("default", Map.of("secret", "x")));
    embed(null, stored, "counting:6", "abc");
    assertThat(CountingFactory.lastStored()).isEmpty();
  }

  @Test
  void aProvidersNameAloneAndHyphensAreTaken() {
    assertThat(embed(null, collection(null, null), "cloudflare-workers-ai", "abc").get(0))
        .hasSize(3);
  }

  @Test
  void aStoredFunctionThatCannotRunIsNeverReplacedByAnother() {
    CollectionInfo stored = collection(384, function("google_vertex", Map.of()));
    assertError(
        () -> embed("counting:384", stored, null, "text"),
        ChromaError.EMBEDDING_NOT_AVAILABLE,
        "invoices",
        "google_vertex",
        "EmbeddingProviderFactory");
  }

  @Test
  void anUnknownProviderInTheClauseIsNamed() {
    assertError(
        () -> embed(null, collection(null, null), "opnai:x", "text"),
        ChromaError.EMBEDDING_NOT_AVAILABLE,
        "opnai",
        "counting");
  }

  @Test
  void aDimensionThatDoesNotFitIsAnErrorBeforeTheRequest() {
    assertError(
        () -> embed(null, collection(1536, null), "counting:3", "text"),
        ChromaError.EMBEDDING_DIMENSION,
        "invoices",
        "1536",
        "counting:3");
    assertError(
        () -> embed(null, collection(1536, null), null, "text"),
        ChromaError.EMBEDDING_DIMENSION,
        "1536",
        "384");
    assertThat(warnings).isEmpty();
  }

  @Test
  void aDimensionKnownOnlyAfterwardsIsCheckedThen() {
    assertThatThrownBy(() -> embed(null, collection(98, null), "counting:99", "later"))
        .hasMessageContaining("99");
  }

  @Test
  void vectorsOfRepeatedTextsAreMadeOnce() {
    CollectionInfo plain = collection(null, null);
    try (TextEmbedder embedder = new TextEmbedder(settings(null, false))) {
      List<float[]> first = embedWith(embedder, plain, "counting:2", "a", "bb", "a");
      assertThat(first).hasSize(3);
      assertThat(first.get(2)).containsExactly(1, 1);
      embedWith(embedder, plain, "counting:2", "bb", "ccc");
      assertThat(CountingFactory.REQUESTS).containsExactly(List.of("a", "bb"), List.of("ccc"));
      assertThat(embedWith(embedder, plain, "counting:3", "a").get(0)).hasSize(3);
      List<float[]> asDocument =
          embedder.embed(
              plain,
              "counting:2",
              List.of("a"),
              EmbeddingPurpose.DOCUMENT,
              warnings::add,
              Cancellation.never());
      assertThat(asDocument.get(0)).containsExactly(-1, -1);
    }
    assertThat(CountingFactory.REQUESTS).contains(List.of("closed"));
  }

  @Test
  void theCacheIsBounded() {
    VectorCache cache = new VectorCache(1000);
    EmbeddingProvider provider =
        new CountingFactory()
            .create(
                new EmbeddingModel(
                    "counting", null, Map.of(), Map.of(), settings(null, false), ""));
    for (int i = 0; i < 10_000; i++) {
      cache.put(new VectorCache.Key(provider, EmbeddingPurpose.QUERY, "text " + i), new float[10]);
    }
    assertThat(cache.size()).isBetween(10, 25);
    assertThat(cache.get(new VectorCache.Key(provider, EmbeddingPurpose.QUERY, "text 9999")))
        .isNotNull();
    assertThat(cache.get(new VectorCache.Key(provider, EmbeddingPurpose.QUERY, "text 0"))).isNull();
  }

  @Test
  void aProviderThatLosesATextIsAnError() {
    assertThatThrownBy(() -> embed(null, collection(null, null), "counting:2", "lose one"))
        .hasMessageContaining("0 vectors for 1 text");
  }

  @Test
  void noTextNeedsNoModel() {
    CollectionInfo stored = collection(384, function("google_vertex", Map.of()));
    assertThat(embed(null, stored, null)).isEmpty();
  }

  @Test
  void aClassNameIsTakenFromPropertiesOnly() {
    String className = CountingFactory.class.getName();
    assertError(
        () -> embed(className + ":5", collection(null, null), null, "text"),
        ChromaError.EMBEDDING_NOT_ALLOWED,
        className,
        "Properties");
    try (TextEmbedder embedder = new TextEmbedder(settings(className + ":5", true))) {
      assertThat(embedWith(embedder, collection(null, null), null, "abc").get(0)).hasSize(5);
    }
  }

  @Test
  void aClassThatIsNoFactoryIsRefused() {
    for (String className : List.of("java.lang.String", "com.example.Missing")) {
      try (TextEmbedder embedder = new TextEmbedder(settings(className, true))) {
        assertError(
            () -> embedWith(embedder, collection(null, null), null, "text"),
            ChromaError.INVALID_PROPERTY_VALUE,
            className,
            "EmbeddingProviderFactory");
      }
    }
  }

  @Test
  void aPropertyOfAnotherFormIsRefusedWithoutRepeatingItsOptions() {
    for (String property :
        List.of("", ":x", "openai:", "openai;sk-secret", "openai;api_key=sk-secret;api_key=b")) {
      assertThatThrownBy(() -> new TextEmbedder(settings(property, false)))
          .isInstanceOf(ChromaException.class)
          .hasMessageNotContaining("sk-secret");
    }
    assertThatThrownBy(() -> embed("nonesuch;api_key=sk-secret", collection(null, null), null, "a"))
        .hasMessageContaining("nonesuch")
        .hasMessageNotContaining("sk-secret");
  }

  @Test
  void describeNamesTheModelAndEmbedsNothing() {
    try (TextEmbedder embedder = new TextEmbedder(settings("counting:7", false))) {
      assertThat(embedder.describe(collection(null, null), null)).isEqualTo("counting:7");
    }
    assertThat(CountingFactory.REQUESTS).containsExactly(List.of("closed"));
  }
}
