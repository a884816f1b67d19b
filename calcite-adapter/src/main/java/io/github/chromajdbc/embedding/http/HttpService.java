package io.github.chromajdbc.embedding.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of services.
 *
 * @param name as Chroma's clients store it, with underscores
 * @param base where the service's publisher runs it; null when everybody runs their own
 * @param path behind the base; {@code {model}} stands for the model's name
 * @param baseSetting the setting that names another base
 * @param keyVariables environment variables of its key, the first to be preferred; empty when it
 *     takes none
 * @param modelSetting the setting that names the model
 * @param defaultModel Chroma's own; null when the model must be named, or when the server has one
 * @param maxBatch most texts of one request
 * @param parameters settings that go into the request as they are
 * @param dimensions of models that are known, by name
 */
record HttpService(
    String name,
    Protocol protocol,
    @Nullable String base,
    String path,
    String baseSetting,
    List<String> keyVariables,
    String modelSetting,
    @Nullable String defaultModel,
    int maxBatch,
    Set<String> parameters,
    Map<String, Integer> dimensions) {

  /**
   * The services, from their documentation and from what Chroma's clients send. Ollama's base is
   * that of a server on this machine; text-embeddings-inference takes 32 texts unless told
   * otherwise.
   */
  static final List<HttpService> TABLE =
      List.of(
          openAiLike("openai", "https://api.openai.com/v1", "text-embedding-ada-002")
              .keys("OPENAI_API_KEY", "CHROMA_OPENAI_API_KEY")
              .knows("text-embedding-ada-002", 1536)
              .knows("text-embedding-3-small", 1536)
              .knows("text-embedding-3-large", 3072)
              .row(),
          openAiLike("jina", "https://api.jina.ai/v1", "jina-embeddings-v2-base-en")
              .keys("JINA_API_KEY", "CHROMA_JINA_API_KEY")
              .parameters("task", "late_chunking", "truncate", "dimensions", "normalized")
              .knows("jina-embeddings-v2-base-en", 768)
              .row(),
          openAiLike("mistral", "https://api.mistral.ai/v1", null)
              .keys("MISTRAL_API_KEY")
              .modelSetting("model")
              .knows("mistral-embed", 1024)
              .row(),
          openAiLike("voyageai", "https://api.voyageai.com/v1", "voyage-large-2")
              .keys("VOYAGE_API_KEY", "CHROMA_VOYAGE_API_KEY")
              .parameters("input_type", "truncation")
              .knows("voyage-large-2", 1536)
              .row(),
          openAiLike("together_ai", "https://api.together.xyz/v1", null)
              .keys("TOGETHER_API_KEY", "CHROMA_TOGETHER_AI_API_KEY")
              .row(),
          openAiLike("morph", "https://api.morphllm.com/v1", "morph-embedding-v2")
              .keys("MORPH_API_KEY")
              .row(),
          openAiLike("baseten", null, "baseten-embedding-model")
              .keys("BASETEN_API_KEY", "CHROMA_BASETEN_API_KEY")
              .row(),
          new HttpService(
              "ollama",
              Protocol.OLLAMA,
              "http://localhost:11434",
              "/api/embed",
              "url",
              List.of(),
              "model_name",
              "chroma/all-minilm-l6-v2-f32",
              64,
              Set.of(),
              Map.of(
                  "chroma/all-minilm-l6-v2-f32", 384,
                  "all-minilm", 384,
                  "nomic-embed-text", 768,
                  "mxbai-embed-large", 1024)),
          new HttpService(
              "huggingface_server",
              Protocol.TEXT_EMBEDDINGS_INFERENCE,
              null,
              "",
              "url",
              List.of("HUGGINGFACE_API_KEY", "CHROMA_HUGGINGFACE_API_KEY"),
              "model_name",
              null,
              32,
              Set.of("truncate", "normalize"),
              Map.of()),
          new HttpService(
              "huggingface",
              Protocol.TEXT_EMBEDDINGS_INFERENCE,
              "https://router.huggingface.co",
              "/hf-inference/models/{model}/pipeline/feature-extraction",
              "api_base",
              List.of("HUGGINGFACE_API_KEY", "CHROMA_HUGGINGFACE_API_KEY", "HF_TOKEN"),
              "model_name",
              "sentence-transformers/all-MiniLM-L6-v2",
              32,
              Set.of(),
              Map.of("sentence-transformers/all-MiniLM-L6-v2", 384)),
          new HttpService(
              "cohere",
              Protocol.COHERE,
              "https://api.cohere.com",
              "/v2/embed",
              "api_base",
              List.of("COHERE_API_KEY", "CHROMA_COHERE_API_KEY"),
              "model_name",
              null,
              96,
              Set.of("input_type", "truncate"),
              Map.of(
                  "embed-english-v3.0", 1024,
                  "embed-multilingual-v3.0", 1024,
                  "embed-english-light-v3.0", 384,
                  "embed-multilingual-light-v3.0", 384)));

  /** Whether the path names the model, so that the request's body need not. */
  boolean namesModelInPath() {
    return path.contains("{model}");
  }

  /** Whether a request must name a model. */
  boolean needsModel() {
    return protocol != Protocol.TEXT_EMBEDDINGS_INFERENCE || namesModelInPath();
  }

  /** The dimension of a model that is known; Ollama's tags name variants of one size. */
  OptionalInt dimension(String model) {
    Integer known = dimensions.get(model);
    if (known == null && protocol == Protocol.OLLAMA && model.endsWith(":latest")) {
      known = dimensions.get(model.substring(0, model.length() - ":latest".length()));
    }
    return known == null ? OptionalInt.empty() : OptionalInt.of(known);
  }

  /** Whether the model makes vectors of the length it is asked for. */
  static boolean takesDimensions(String model) {
    return model.toLowerCase(Locale.ROOT).contains("text-embedding-3");
  }

  private static OpenAiLike openAiLike(
      String name, @Nullable String base, @Nullable String defaultModel) {
    return new OpenAiLike(name, base, defaultModel);
  }

  /** A row of a service that speaks OpenAI's protocol. */
  private static final class OpenAiLike {
    private final String name;
    private final @Nullable String base;
    private final @Nullable String defaultModel;
    private List<String> keyVariables = List.of();
    private String modelSetting = "model_name";
    private Set<String> parameters = Set.of();
    private final Map<String, Integer> dimensions = new java.util.HashMap<>();

    OpenAiLike(String name, @Nullable String base, @Nullable String defaultModel) {
      this.name = name;
      this.base = base;
      this.defaultModel = defaultModel;
    }

    OpenAiLike keys(String... variables) {
      keyVariables = List.of(variables);
      return this;
    }

    OpenAiLike modelSetting(String setting) {
      modelSetting = setting;
      return this;
    }

    OpenAiLike parameters(String... names) {
      parameters = Set.of(names);
      return this;
    }

    OpenAiLike knows(String model, int dimension) {
      dimensions.put(model, dimension);
      return this;
    }

    HttpService row() {
      return new HttpService(
          name,
          Protocol.OPENAI,
          base,
          "/embeddings",
          "api_base",
          keyVariables,
          modelSetting,
          defaultModel,
          128,
          parameters,
          Map.copyOf(dimensions));
    }
  }
}
