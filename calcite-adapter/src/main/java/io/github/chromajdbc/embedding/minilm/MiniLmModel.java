package io.github.chromajdbc.embedding.minilm;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.chromajdbc.error.ChromaError;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The weights in ONNX Runtime and the steps around them, as Chroma's default function has them: at
 * most 256 tokens, the mean of the last hidden state over the tokens, scaled to length 1. Chroma
 * pads to 256 tokens and masks the padding; one text at a time needs neither. Thread-safe.
 */
final class MiniLmModel {
  static final int DIMENSION = 384;
  static final String WEIGHTS = "all-minilm-l6-v2.onnx";

  private static final String TOKENIZER = "all-minilm-l6-v2-tokenizer.json";

  private static @Nullable MiniLmModel shared;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final WordPieceTokenizer tokenizer;

  private MiniLmModel(
      OrtEnvironment environment, OrtSession session, WordPieceTokenizer tokenizer) {
    this.environment = environment;
    this.session = session;
    this.tokenizer = tokenizer;
  }

  /** The model of this process; the first call loads it. */
  static synchronized MiniLmModel shared() {
    if (shared == null) {
      shared = load();
    }
    return shared;
  }

  private static MiniLmModel load() {
    try (InputStream tokenizerJson = resource(TOKENIZER);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      OrtEnvironment environment = OrtEnvironment.getEnvironment("chroma-jdbc");
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      // A driver's idle threads must not spin in its host's process.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      OrtSession session = environment.createSession(weights(), options);
      return new MiniLmModel(environment, session, WordPieceTokenizer.read(tokenizerJson));
    } catch (IOException | OrtException e) {
      throw ChromaError.EMBEDDING_NOT_AVAILABLE.causedBy(
          e,
          String.format(
              Locale.ROOT,
              "The model %s cannot be loaded: %s",
              MiniLmFactory.MODEL,
              e.getMessage()));
    } catch (LinkageError e) {
      throw ChromaError.EMBEDDING_NOT_AVAILABLE.causedBy(
          e,
          String.format(
              Locale.ROOT,
              "ONNX Runtime, which runs %s, has no native library that loads on %s %s: %s. Name another model with MODEL 'provider:model' or the property embedding",
              MiniLmFactory.MODEL,
              System.getProperty("os.name"),
              System.getProperty("os.arch"),
              e.getMessage()));
    }
  }

  /** Read into an array of its size: growing one would take twice the memory for a moment. */
  private static byte[] weights() throws IOException {
    URL location = MiniLmModel.class.getClassLoader().getResource(WEIGHTS);
    if (location == null) {
      throw new FileNotFoundException(WEIGHTS);
    }
    URLConnection connection = location.openConnection();
    try (InputStream weights = connection.getInputStream()) {
      int size = connection.getContentLength();
      if (size < 0) {
        return weights.readAllBytes();
      }
      byte[] bytes = new byte[size];
      if (weights.readNBytes(bytes, 0, size) < size) {
        throw new EOFException(WEIGHTS);
      }
      return bytes;
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream found = MiniLmModel.class.getClassLoader().getResourceAsStream(name);
    if (found == null) {
      throw new FileNotFoundException(name);
    }
    return found;
  }

  /** A vector of {@link #DIMENSION} components and length 1. */
  float[] embed(String text) {
    long[] ids = tokenizer.encode(text);
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1);
    long[] shape = {1, ids.length};
    try (OnnxTensor idTensor = tensor(ids, shape);
        OnnxTensor mask = tensor(ones, shape);
        OnnxTensor types = tensor(new long[ids.length], shape);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", idTensor, "attention_mask", mask, "token_type_ids", types))) {
      return normalizedMean(((OnnxTensor) result.get(0)).getFloatBuffer(), ids.length);
    } catch (OrtException e) {
      throw ChromaError.INTERNAL.causedBy(e, e.getMessage());
    }
  }

  private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
  }

  private static float[] normalizedMean(FloatBuffer hiddenState, int tokens) {
    double[] sum = new double[DIMENSION];
    for (int token = 0; token < tokens; token++) {
      for (int i = 0; i < DIMENSION; i++) {
        sum[i] += hiddenState.get(token * DIMENSION + i);
      }
    }
    double squares = 0;
    for (double component : sum) {
      squares += component * component;
    }
    // The length of the sum is the length of the mean times the tokens, so the division cancels.
    double length = squares == 0 ? 1e-12 : Math.sqrt(squares);
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) (sum[i] / length);
    }
    return vector;
  }
}
