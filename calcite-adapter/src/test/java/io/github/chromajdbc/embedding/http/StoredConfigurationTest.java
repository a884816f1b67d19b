package io.github.chromajdbc.embedding.http;

import static io.github.chromajdbc.embedding.http.HttpProviderFixture.SECRET;
import static io.github.chromajdbc.embedding.http.HttpProviderFixture.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.client.EmbeddingFunctionConfig;
import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.embedding.EmbeddingProvider;
import io.github.chromajdbc.embedding.EmbeddingPurpose;
import io.github.chromajdbc.embedding.EmbeddingSettings;
import io.github.chromajdbc.embedding.TextEmbedder;
import io.github.chromajdbc.error.ChromaError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a collection's stored configuration may choose, and what it may not. */
class StoredConfigurationTest {
  private final FakeService service = new FakeService();

  @AfterEach
  void stop() {
    service.close();
  }

  private HttpProviderFixture stored() {
    return new HttpProviderFixture("openai")
        .stored("model_name", "text-embedding-ada-002")
        .stored("api_key_env_var", "OPENAI_API_KEY");
  }

  @Test
  void aForeignHostAndAnotherSecretAreRefusedAndNothingIsSent() throws IOException {
    try (ServerSocket foreign = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String address = "http://127.0.0.1:" + foreign.getLocalPort();
      CollectionInfo collection =
          new CollectionInfo(
              new DatabaseName("default_tenant", "default_database"),
              "id",
              "invoices",
              Space.COSINE,
              1536,
              Map.of(),
              null,
              new EmbeddingFunctionConfig(
                  "openai",
                  Map.of(
                      "model_name",
                      "text-embedding-ada-002",
                      "api_base",
                      address,
                      "api_key_env_var",
                      "AWS_SECRET_ACCESS_KEY")));
      // Neither permission alone opens the way for the other.
      for (List<String> hosts : List.of(List.<String>of(), List.of("127.0.0.1"))) {
        for (Set<String> variables : List.of(Set.<String>of(), Set.of("SOME_OTHER"))) {
          EmbeddingSettings settings =
              new EmbeddingSettings(
                  null,
                  false,
                  variables,
                  hosts,
                  Duration.ofSeconds(1),
                  Duration.ofSeconds(1),
                  Map.of("AWS_SECRET_ACCESS_KEY", SECRET, "OPENAI_API_KEY", SECRET)::get,
                  null);
          try (TextEmbedder embedder = new TextEmbedder(settings)) {
            assertError(
                () ->
                    embedder.embed(
                        collection,
                        null,
                        List.of("salary of the director"),
                        EmbeddingPurpose.QUERY,
                        warning -> {},
                        Cancellation.never()),
                ChromaError.EMBEDDING_NOT_ALLOWED,
                "invoices",
                hosts.isEmpty() ? "allowedEmbeddingHosts" : "allowedKeyVariables");
          }
        }
      }
      foreign.setSoTimeout(500);
      try {
        foreign.accept().close();
        throw new AssertionError("A connection was made to the foreign host");
      } catch (SocketTimeoutException expected) {
        assertThat(expected).isNotNull();
      }
    }
  }

  @Test
  void anAllowedHostIsAskedWithTheKeyThatTheCollectionNames() {
    stored()
        .stored("model_name", "m")
        .stored("api_base", service.address())
        .allowHost("localhost:" + service.port())
        .environment("OPENAI_API_KEY", SECRET)
        .embed("a");
    assertThat(service.last().header("Authorization")).isEqualTo("Bearer " + SECRET);
  }

  @Test
  void anAllowedVariableIsRead() {
    stored()
        .stored("model_name", "m")
        .stored("api_base", service.address())
        .stored("api_key_env_var", "TEAM_KEY")
        .allowHost("localhost")
        .allowKeyVariable("TEAM_KEY")
        .environment("TEAM_KEY", " " + SECRET + "\n")
        .embed("a");
    assertThat(service.last().header("Authorization")).isEqualTo("Bearer " + SECRET);
  }

  @Test
  void anotherPortSchemeOrSpellingIsAnotherHost() {
    for (String base :
        List.of(
            "http://api.openai.com/v1",
            "https://api.openai.com:8443/v1",
            "https://api.openai.com.evil.example/v1",
            "https://evil.example/api.openai.com")) {
      assertError(
          () -> stored().stored("api_base", base).environment("OPENAI_API_KEY", SECRET).create(),
          ChromaError.EMBEDDING_NOT_ALLOWED,
          "allowedEmbeddingHosts");
    }
    for (String base :
        List.of(
            "https://api.openai.com@evil.example/v1",
            "https://user:CLASSIFIED@api.openai.com/v1",
            "file:///etc/passwd",
            "https://api.openai.com/v1?x=1",
            "//api.openai.com",
            "no address")) {
      assertError(
          () -> stored().stored("api_base", base).environment("OPENAI_API_KEY", SECRET).create(),
          ChromaError.EMBEDDING_NOT_AVAILABLE,
          "http[s]://host");
    }
  }

  @Test
  void theServicesOwnAddressNeedsNoPermission() {
    stored()
        .stored("api_base", "https://API.openai.com:443/v1/")
        .environment("OPENAI_API_KEY", SECRET)
        .create()
        .close();
  }

  @Test
  void aKeyGoesOutWithoutTlsOnlyWhereTheUserSaysSo() {
    HttpProviderFixture plain =
        stored()
            .stored("api_base", "http://gateway.example:8080/v1")
            .environment("OPENAI_API_KEY", SECRET)
            .allowHost("gateway.example:8080");
    assertError(plain::create, ChromaError.EMBEDDING_NOT_ALLOWED, "without TLS");
    plain.allowHost("http://gateway.example:8080").create().close();
  }

  @Test
  void aMissingKeyNamesItsVariables() {
    assertError(() -> stored().create(), ChromaError.EMBEDDING_KEY, "invoices", "OPENAI_API_KEY");
    assertError(
        () -> new HttpProviderFixture("mistral").model("mistral-embed").create(),
        ChromaError.EMBEDDING_KEY,
        "MISTRAL_API_KEY");
    assertError(
        () -> new HttpProviderFixture("cohere").model("m").option("api_key_env_var", "X").create(),
        ChromaError.EMBEDDING_KEY,
        "X");
  }

  @Test
  void aKeyThatNoHeaderCanHoldIsRefusedWithoutShowingIt() {
    assertError(
        () -> stored().environment("OPENAI_API_KEY", SECRET + "\r\nX-Other: 1").create(),
        ChromaError.EMBEDDING_KEY,
        "OPENAI_API_KEY");
    assertError(
        () -> stored().option("api_key", SECRET + "ü").create(),
        ChromaError.EMBEDDING_KEY,
        "api_key");
  }

  @Test
  void theUsersAddressAndKeyWinOverTheStoredOnes() {
    stored()
        .stored("model_name", "m")
        .stored("api_base", "https://evil.example")
        .stored("api_key_env_var", "AWS_SECRET_ACCESS_KEY")
        .option("api_base", service.address())
        .option("api_key", SECRET)
        .embed("a");
    assertThat(service.asked).hasSize(1);
  }

  @Test
  void whatWouldChangeTheVectorsIsNotIgnored() {
    Map<String, Object> settings =
        Map.of(
            "api_type", "azure",
            "default_headers", Map.of("X-Route", "elsewhere"),
            "embedding_type", "binary");
    settings.forEach(
        (name, value) ->
            assertError(
                () -> stored().stored(name, value).environment("OPENAI_API_KEY", SECRET).create(),
                ChromaError.EMBEDDING_NOT_AVAILABLE,
                name));
  }

  @Test
  void aModelsNameCannotLeaveItsPath() {
    for (String model : List.of("../../admin", "a/../b", "a/b/c", "a?b", "a#b", "", "/a", "a/..")) {
      assertError(
          () ->
              new HttpProviderFixture("huggingface")
                  .model(model)
                  .environment("HUGGINGFACE_API_KEY", SECRET)
                  .create(),
          ChromaError.EMBEDDING_NOT_AVAILABLE,
          "owner/model");
    }
  }

  @Test
  void anUnknownOptionIsNamedWithTheOnesThereAre() {
    assertError(
        () -> new HttpProviderFixture("ollama").option("hots", "x").create(),
        ChromaError.INVALID_PROPERTY_VALUE,
        "hots",
        "url");
    assertError(
        () ->
            stored()
                .stored("api_base", "https://a.example")
                .allowHost("http://")
                .environment("OPENAI_API_KEY", SECRET)
                .create(),
        ChromaError.INVALID_PROPERTY_VALUE,
        "allowedEmbeddingHosts");
  }

  @Test
  void whatIsShownHoldsNoKey() {
    try (EmbeddingProvider provider =
        stored().option("api_key", SECRET).option("api_base", service.address()).create()) {
      assertThat(provider.name())
          .isEqualTo("openai:text-embedding-ada-002 at " + service.address());
      assertThat(provider.dimension()).hasValue(1536);
      assertThat(provider.toString()).doesNotContain(SECRET);
    }
    EmbeddingSettings settings =
        new EmbeddingSettings(
            "openai;api_key=" + SECRET,
            false,
            Set.of(),
            List.of(),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            name -> null,
            null);
    assertThat(settings.toString()).doesNotContain(SECRET);
  }
}
