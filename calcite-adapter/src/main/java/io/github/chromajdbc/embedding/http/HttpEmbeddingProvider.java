package io.github.chromajdbc.embedding.http;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.embedding.EmbeddingProvider;
import io.github.chromajdbc.embedding.EmbeddingPurpose;
import io.github.chromajdbc.error.ChromaError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Asks a service for vectors, in batches that it takes. */
final class HttpEmbeddingProvider implements EmbeddingProvider {
  private final HttpService service;
  private final String name;
  private final String model;
  private final Map<EmbeddingPurpose, Map<String, Object>> parameters;
  private final ServiceClient client;
  private volatile OptionalInt dimension;

  /**
   * @param model as it stands in the request; empty when the server has one
   */
  HttpEmbeddingProvider(
      HttpService service,
      String name,
      String model,
      Map<EmbeddingPurpose, Map<String, Object>> parameters,
      OptionalInt dimension,
      ServiceClient client) {
    this.service = service;
    this.name = name;
    this.model = model;
    this.parameters = parameters;
    this.dimension = dimension;
    this.client = client;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public OptionalInt dimension() {
    return dimension;
  }

  @Override
  public List<float[]> embed(
      List<String> texts, EmbeddingPurpose purpose, Cancellation cancellation) {
    List<float[]> vectors = new ArrayList<>(texts.size());
    for (int from = 0; from < texts.size(); from += service.maxBatch()) {
      List<String> batch = texts.subList(from, Math.min(texts.size(), from + service.maxBatch()));
      vectors.addAll(embedBatch(batch, purpose, cancellation));
    }
    return vectors;
  }

  private List<float[]> embedBatch(
      List<String> texts, EmbeddingPurpose purpose, Cancellation cancellation) {
    EmbeddingRequest request =
        new EmbeddingRequest(
            service.protocol(), model, texts, parameters.getOrDefault(purpose, Map.of()));
    byte[] answer = client.post(request.toJson(), cancellation);
    List<float[]> vectors;
    try {
      vectors = VectorReader.read(service.protocol(), answer, texts.size());
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw unusable("it is not JSON", answer);
    } catch (IOException e) {
      throw unusable(String.valueOf(e.getMessage()), answer);
    }
    int length = vectors.get(0).length;
    OptionalInt expected = dimension;
    if (expected.isPresent() && expected.getAsInt() != length) {
      throw ChromaError.EMBEDDING_DIMENSION.exception(
          String.format(
              Locale.ROOT,
              "%s answered vectors of %d dimensions instead of %d",
              name,
              length,
              expected.getAsInt()));
    }
    dimension = OptionalInt.of(length);
    return vectors;
  }

  private RuntimeException unusable(String reason, byte[] answer) {
    return ChromaError.EMBEDDING_SERVICE_ERROR.exception(
        String.format(
            Locale.ROOT,
            "The answer of %s cannot be used: %s. It begins with: %s",
            name,
            reason,
            client.excerpt(answer)));
  }

  @Override
  public void close() {
    // The JDK's client of Java 17 is freed when it is unreachable.
  }
}
