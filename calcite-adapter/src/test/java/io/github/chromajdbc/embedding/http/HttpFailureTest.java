package io.github.chromajdbc.embedding.http;

import static io.github.chromajdbc.embedding.http.HttpProviderFixture.SECRET;
import static io.github.chromajdbc.embedding.http.HttpProviderFixture.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.embedding.EmbeddingProvider;
import io.github.chromajdbc.embedding.EmbeddingPurpose;
import io.github.chromajdbc.embedding.http.FakeService.Answer;
import io.github.chromajdbc.error.ChromaError;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What services answer when they do not answer with vectors. */
class HttpFailureTest {
  private final FakeService service = new FakeService();

  @AfterEach
  void stop() {
    service.close();
  }

  private HttpProviderFixture openAi() {
    return new HttpProviderFixture("openai")
        .model("some-model")
        .option("api_base", service.address())
        .option("api_key", SECRET);
  }

  @Test
  void aBusyServiceIsAskedAgain() {
    service.prepare(
        Answer.json(429, "{\"error\":\"slow down\"}"),
        Answer.json(503, "{\"error\":\"loading\"}"),
        new Answer(429, "application/json", "{}", Map.of("Retry-After", "0")));
    assertThat(openAi().embed("abc").get(0)).containsExactly(3, 3);
    assertThat(service.asked).hasSize(4);
  }

  @Test
  void aServiceThatStaysBusyIsGivenUp() {
    for (int i = 0; i < 9; i++) {
      service.prepare(Answer.json(429, "{\"error\":\"slow down\"}"));
    }
    assertError(
        () -> openAi().embed("abc"), ChromaError.EMBEDDING_SERVICE_ERROR, "429", "slow down");
    assertThat(service.asked).hasSize(4);
  }

  @Test
  void aServiceThatWantsALongPauseIsGivenUpAtOnce() {
    service.prepare(new Answer(429, "application/json", "{}", Map.of("Retry-After", "3600")));
    assertError(() -> openAi().embed("abc"), ChromaError.EMBEDDING_SERVICE_ERROR, "429");
    assertThat(service.asked).hasSize(1);
  }

  @Test
  void aRefusedKeyIsNotRepeatedInTheMessage() {
    for (int status : List.of(401, 403)) {
      service.prepare(
          Answer.json(
              status, "{\"error\":{\"message\":\"Incorrect API key provided: " + SECRET + "\"}}"));
      assertError(
          () -> openAi().embed("abc"),
          ChromaError.EMBEDDING_KEY,
          "openai",
          "refused the key",
          String.valueOf(status));
    }
  }

  @Test
  void aServerThatWantsAKeySaysHowToNameOne() {
    service.prepare(Answer.json(401, "{}"));
    assertError(
        () ->
            new HttpProviderFixture("openai")
                .model("m")
                .option("api_base", service.address())
                .embed("abc"),
        ChromaError.EMBEDDING_KEY,
        "wants a key",
        "api_key_env_var");
  }

  @Test
  void aKeyInAnyOtherAnswerIsBlackedOut() {
    service.prepare(Answer.json(400, "{\"error\":\"bad header Bearer " + SECRET + "\"}"));
    assertError(
        () -> openAi().embed("abc"), ChromaError.EMBEDDING_SERVICE_ERROR, "400", "Bearer ***");
    // A cut must not leave the first half of a key.
    service.prepare(Answer.json(500, "x".repeat(290) + SECRET));
    assertThatThrownBy(() -> openAi().embed("abc")).hasMessageNotContaining("sk-0123");
    service.prepare(Answer.json(500, " ".repeat(4790) + SECRET.repeat(3)));
    assertThatThrownBy(() -> openAi().embed("abc")).hasMessageNotContaining("sk-0123");
    service.prepare(Answer.json(200, "<html>" + SECRET + "</html>"));
    assertError(() -> openAi().embed("abc"), ChromaError.EMBEDDING_SERVICE_ERROR, "***");
  }

  @Test
  void anUnknownModelIsSaid() {
    service.prepare(Answer.json(404, "{\"error\":\"model 'some-model' not found\"}"));
    assertError(
        () -> openAi().embed("abc"),
        ChromaError.EMBEDDING_SERVICE_ERROR,
        "404",
        "model 'some-model' not found",
        "Check the model's name");
    assertThat(service.asked).hasSize(1);
  }

  @Test
  void htmlIsNoAnswer() {
    service.prepare(
        new Answer(200, "text/html", "<!DOCTYPE html>\n<html><body>Login</body></html>", Map.of()));
    assertError(
        () -> openAi().embed("abc"),
        ChromaError.EMBEDDING_SERVICE_ERROR,
        "not JSON",
        "<!DOCTYPE html>");
  }

  @Test
  void aRedirectIsNotFollowed() {
    try (FakeService elsewhere = new FakeService()) {
      service.prepare(
          new Answer(
              307, "text/plain", "", Map.of("Location", elsewhere.address() + "/embeddings")));
      assertError(() -> openAi().embed("abc"), ChromaError.EMBEDDING_SERVICE_ERROR, "307");
      assertThat(elsewhere.asked).isEmpty();
    }
  }

  @Test
  void answersThatDoNotFitTheTextsAreRefused() {
    Map<String, String> answers =
        Map.ofEntries(
            Map.entry("{\"data\":[{\"index\":0,\"embedding\":[1,2]}]}", "lacks a vector"),
            Map.entry(
                "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":0,\"embedding\":[2]}]}",
                "one vector for each"),
            Map.entry(
                "{\"data\":[{\"embedding\":[1]},{\"embedding\":[2]},{\"embedding\":[3]}]}",
                "one vector for each"),
            Map.entry("{\"data\":[{\"embedding\":[1]},{\"embedding\":[2,3]}]}", "differ in length"),
            Map.entry("{\"data\":[{\"embedding\":[]},{\"embedding\":[]}]}", "empty"),
            Map.entry("{\"data\":[{\"embedding\":[null]}]}", "not a number"),
            Map.entry("{\"data\":[{\"embedding\":[1e99]}]}", "not a number"),
            Map.entry("{\"data\":[{\"embedding\":[\"NaN\"]}]}", "not a number"),
            Map.entry("{\"data\":[{\"embedding\":[NaN]}]}", "not JSON"),
            Map.entry("{\"data\":[{\"embedding\":[[1],[2]]}]}", "each token"),
            Map.entry("{\"data\":[{\"embedding\":\"AACAPw==\"}]}", "another form"),
            Map.entry("{\"data\":{}}", "another form"),
            Map.entry("[[1,2],[3,4]]", "another form"),
            Map.entry("{\"result\":[]}", "no 'data'"),
            Map.entry("{\"data\":[{\"embedding\":[1,", "not JSON"));
    answers.forEach(
        (answer, reason) -> {
          service.prepare(Answer.json(200, answer));
          assertError(
              () -> openAi().embed("abc", "de"), ChromaError.EMBEDDING_SERVICE_ERROR, reason);
        });
  }

  @Test
  void listsOfAnotherLengthAreRefused() {
    HttpProviderFixture server =
        new HttpProviderFixture("huggingface_server").option("url", service.address());
    for (String answer : List.of("[[1]]", "[[1],[2],[3]]", "[]", "[[[1]],[[2]]]", "{}", "3")) {
      service.prepare(Answer.json(200, answer));
      assertError(() -> server.embed("abc", "de"), ChromaError.EMBEDDING_SERVICE_ERROR);
    }
    service.prepare(Answer.json(200, "{\"embeddings\":{\"int8\":[[1]]}}"));
    assertError(
        () ->
            new HttpProviderFixture("cohere")
                .model("m")
                .option("api_base", service.address())
                .embed("abc"),
        ChromaError.EMBEDDING_SERVICE_ERROR,
        "float");
  }

  @Test
  void aDimensionOtherThanTheModelsIsRefused() {
    assertError(
        () -> openAi().model("text-embedding-3-small").embed("abc"),
        ChromaError.EMBEDDING_DIMENSION,
        "text-embedding-3-small",
        "2",
        "1536");
  }

  @Test
  void theDimensionIsKnownAfterTheFirstAnswer() {
    try (EmbeddingProvider provider = openAi().create()) {
      assertThat(provider.dimension()).isEmpty();
      provider.embed(List.of("abc"), EmbeddingPurpose.QUERY, Cancellation.never());
      assertThat(provider.dimension()).hasValue(2);
      service.prepare(Answer.json(200, "{\"data\":[{\"embedding\":[1,2,3]}]}"));
      assertError(
          () -> provider.embed(List.of("x"), EmbeddingPurpose.QUERY, Cancellation.never()),
          ChromaError.EMBEDDING_DIMENSION);
    }
  }

  @Test
  void nobodyThereIsSaid() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertError(
        () ->
            new HttpProviderFixture("ollama")
                .option("url", "http://localhost:" + port)
                .model("m")
                .embed("abc"),
        ChromaError.EMBEDDING_SERVICE_UNREACHABLE,
        "ollama",
        "localhost:" + port);
  }

  @Test
  void aServiceThatDoesNotAnswerIsGivenUpInTime() {
    service.delayMillis = 10_000;
    long start = System.nanoTime();
    assertError(
        () -> openAi().timeout(Duration.ofMillis(300)).embed("abc"),
        ChromaError.EMBEDDING_SERVICE_UNREACHABLE,
        "did not answer");
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
  }

  @Test
  void cancellingAbortsARequestAndAPause() {
    service.delayMillis = 10_000;
    assertCancelledSoon();
    service.delayMillis = 0;
    service.prepare(new Answer(503, "application/json", "{}", Map.of("Retry-After", "15")));
    assertCancelledSoon();
  }

  private void assertCancelledSoon() {
    Cancellation cancellation = Cancellation.never();
    long start = System.nanoTime();
    CompletableFuture<Void> canceller =
        CompletableFuture.runAsync(
            () -> cancellation.cancel(ChromaError.CANCELLED.exception()),
            CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
    try (EmbeddingProvider provider = openAi().create()) {
      assertError(
          () -> provider.embed(List.of("abc"), EmbeddingPurpose.QUERY, cancellation),
          ChromaError.CANCELLED);
    }
    canceller.join();
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
  }
}
