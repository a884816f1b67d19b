package io.github.chromajdbc.calcite.function;

import io.github.chromajdbc.error.ChromaError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Vectors: what can be read as one, and how far apart two are. */
public final class Vectors {
  private Vectors() {}

  /**
   * Reads a vector from what a statement may give: {@code float[]}, {@code double[]}, a list of
   * numbers, or the text {@code [0.1, 0.2]}.
   *
   * @throws io.github.chromajdbc.error.ChromaException 22018 when it is no vector
   */
  public static float[] parse(Object value) {
    if (value instanceof float[] numbers) {
      return requireFinite(numbers);
    }
    if (value instanceof VectorValue vector) {
      return vector.numbers();
    }
    if (value instanceof double[] numbers) {
      float[] vector = new float[numbers.length];
      for (int i = 0; i < numbers.length; i++) {
        vector[i] = (float) numbers[i];
      }
      return requireFinite(vector);
    }
    if (value instanceof List<?> list) {
      float[] vector = new float[list.size()];
      for (int i = 0; i < vector.length; i++) {
        if (!(list.get(i) instanceof Number number)) {
          throw notAVector(list.get(i));
        }
        vector[i] = number.floatValue();
      }
      return requireFinite(vector);
    }
    if (value instanceof String text) {
      return parseText(text);
    }
    throw notAVector(value.getClass().getSimpleName());
  }

  private static float[] parseText(String text) {
    String trimmed = text.trim();
    if (!trimmed.startsWith("[") || !trimmed.endsWith("]")) {
      throw notAVector(abbreviate(text));
    }
    String inner = trimmed.substring(1, trimmed.length() - 1).trim();
    if (inner.isEmpty()) {
      return new float[0];
    }
    String[] parts = inner.split(",", -1);
    float[] vector = new float[parts.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        vector[i] = Float.parseFloat(parts[i].trim());
      } catch (NumberFormatException e) {
        throw ChromaError.INVALID_VALUE.causedBy(
            e, "'" + abbreviate(parts[i].trim()) + "' in a vector is no number");
      }
    }
    return requireFinite(vector);
  }

  private static float[] requireFinite(float[] vector) {
    for (float number : vector) {
      if (!Float.isFinite(number)) {
        throw ChromaError.INVALID_VALUE.exception(
            "A vector holds finite single-precision numbers, but this one has " + number);
      }
    }
    return vector;
  }

  private static RuntimeException notAVector(@Nullable Object given) {
    return ChromaError.INVALID_VALUE.exception(
        "A vector is float[], double[], an array or list of numbers, or a text like '[0.1, 0.2]', not "
            + given);
  }

  private static String abbreviate(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }

  /** Sum of (a_i - b_i)^2, Chroma's l2. */
  public static double squaredEuclidean(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }

  /** Sum of a_i * b_i. */
  public static double innerProduct(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /**
   * 1 - cos(a, b). A vector of zeros has no direction: like Chroma, whose hnswlib divides by the
   * norm plus 1e-30, its distance is 1.
   */
  public static double cosine(float[] a, float[] b) {
    double norms = Math.sqrt(innerProduct(a, a)) * Math.sqrt(innerProduct(b, b));
    return norms == 0 ? 1 : 1 - innerProduct(a, b) / norms;
  }
}
