package io.github.chromajdbc.embedding.http;

import static io.github.chromajdbc.embedding.http.HttpProviderFixture.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.embedding.EmbeddingPurpose;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every protocol, against a fake that follows the service's documentation. */
class HttpProtocolTest {
  private final FakeService service = new FakeService();

  @AfterEach
  void stop() {
    service.close();
  }

  private HttpProviderFixture at(String provider, String setting) {
    return new HttpProviderFixture(provider).option(setting, service.address());
  }

  @Test
  void openAiAnswersInAnyOrder() {
    List<float[]> vectors =
        at("openai", "api_base")
            .option("api_key", SECRET)
            .option("organization_id", "org-1")
            .model("text-embedding-3-small")
            .option("dimensions", "2")
            .embed("a", "bbb", "cc");
    assertThat(vectors.get(0)).containsExactly(1, 1);
    assertThat(vectors.get(1)).containsExactly(3, 3);
    assertThat(vectors.get(2)).containsExactly(2, 2);
    FakeService.Asked asked = service.last();
    assertThat(asked.path()).isEqualTo("/embeddings");
    assertThat(asked.header("Authorization")).isEqualTo("Bearer " + SECRET);
    assertThat(asked.header("OpenAI-Organization")).isEqualTo("org-1");
    assertThat(asked.body())
        .isEqualTo(
            Map.of(
                "model",
                "text-embedding-3-small",
                "input",
                List.of("a", "bbb", "cc"),
                "dimensions",
                2));
  }

  @Test
  void everyOpenAiCompatibleServiceIsAskedTheSameWay() {
    for (String provider : List.of("jina", "mistral", "voyageai", "together_ai", "morph")) {
      assertThat(at(provider, "api_base").option("api_key", SECRET).model("m").embed("four").get(0))
          .as(provider)
          .containsExactly(4, 4);
      assertThat(service.last().body()).isEqualTo(Map.of("model", "m", "input", List.of("four")));
    }
  }

  @Test
  void aServerOfOnesOwnThatSpeaksOpenAisProtocolNeedsNoKey() {
    at("openai", "api_base").environment("OPENAI_API_KEY", SECRET).model("m").embed("a");
    assertThat(service.last().header("Authorization")).isNull();
  }

  @Test
  void jinaIsAskedForQuestionsAsItsStoredConfigurationSays() {
    HttpProviderFixture jina =
        at("jina", "api_base")
            .stored("model_name", "jina-embeddings-v3")
            .stored("task", "retrieval.passage")
            .stored("normalized", true)
            .stored("dimensions", 2L)
            .stored("query_config", Map.of("task", "retrieval.query"));
    jina.embed(EmbeddingPurpose.DOCUMENT, "a");
    assertThat(service.last().body())
        .isEqualTo(
            Map.of(
                "model",
                "jina-embeddings-v3",
                "input",
                List.of("a"),
                "task",
                "retrieval.passage",
                "normalized",
                true,
                "dimensions",
                2));
    jina.embed(EmbeddingPurpose.QUERY, "a");
    assertThat(service.last().body().get("task")).isEqualTo("retrieval.query");
  }

  @Test
  void dimensionsAreOnlyAskedOfModelsThatTakeThem() {
    at("openai", "api_base").stored("dimensions", 2L).model("text-embedding-xx").embed("a");
    assertThat(service.last().body()).hasSize(2);
    at("openai", "api_base").stored("dimensions", 2L).model("text-embedding-3-small").embed("a");
    assertThat(service.last().body().get("dimensions")).isEqualTo(2);
  }

  @Test
  void ollamaTakesItsModelWithATag() {
    assertThat(at("ollama", "url").model("some-model:1b").embed("abc").get(0))
        .containsExactly(3, 3);
    assertThat(service.last().path()).isEqualTo("/api/embed");
    assertThat(service.last().body())
        .isEqualTo(Map.of("model", "some-model:1b", "input", List.of("abc")));
    assertThat(service.last().header("Authorization")).isNull();
  }

  @Test
  void ollamasAddressAsOlderClientsStoredIt() {
    new HttpProviderFixture("ollama")
        .stored("url", service.address() + "/api/embeddings")
        .stored("model_name", "m")
        .stored("timeout", 60L)
        .allowHost("localhost:" + service.port())
        .embed("abc");
    assertThat(service.last().path()).isEqualTo("/api/embed");
  }

  @Test
  void textEmbeddingsInferenceIsAskedAtItsStoredAddress() {
    List<float[]> vectors =
        new HttpProviderFixture("huggingface_server")
            .stored("url", service.address() + "/embed")
            .allowHost("localhost")
            .embed("a", "bb");
    assertThat(vectors.get(1)).containsExactly(2, 2);
    assertThat(service.last().path()).isEqualTo("/embed");
    assertThat(service.last().body()).isEqualTo(Map.of("inputs", List.of("a", "bb")));
  }

  @Test
  void huggingFacesModelIsPartOfThePath() {
    at("huggingface", "api_base").model("owner/some-model").embed("a");
    assertThat(service.last().path())
        .isEqualTo("/hf-inference/models/owner/some-model/pipeline/feature-extraction");
    assertThat(service.last().body()).isEqualTo(Map.of("inputs", List.of("a")));
  }

  @Test
  void cohereIsAskedForFloatsOfDocuments() {
    assertThat(at("cohere", "api_base").model("some-model").embed("a", "bb").get(1))
        .containsExactly(2, 2);
    assertThat(service.last().path()).isEqualTo("/v2/embed");
    assertThat(service.last().body())
        .isEqualTo(
            Map.of(
                "model",
                "some-model",
                "texts",
                List.of("a", "bb"),
                "embedding_types",
                List.of("float"),
                "input_type",
                "search_document"));
  }

  @Test
  void manyTextsGoInBatchesAndStayInOrder() {
    String[] texts = new String[70];
    Arrays.setAll(texts, i -> "x".repeat(i + 1));
    List<float[]> vectors = at("huggingface_server", "url").embed(texts);
    assertThat(vectors).hasSize(70);
    for (int i = 0; i < texts.length; i++) {
      assertThat(vectors.get(i)).containsExactly(i + 1, i + 1);
    }
    assertThat(service.asked)
        .extracting(asked -> ((List<?>) Objects.requireNonNull(asked.body().get("inputs"))).size())
        .containsExactly(32, 32, 6);
  }

  @Test
  void textsOfAnyCharactersArriveAsTheyAre() {
    String text = "quote \" backslash \\ newline \n nul \u0000 emoji \uD83D\uDE80 日本";
    at("ollama", "url").model("m").embed(text);
    assertThat(service.last().body().get("input")).isEqualTo(List.of(text));
  }
}
