package io.github.chromajdbc.calcite.function;

import io.github.chromajdbc.error.ChromaError;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The distances of two vectors, each an array of numbers or a text like {@code '[0.1, 0.2]'}.
 * Called by generated code; every function answers null when an argument is null, and 22000 when
 * the vectors have different dimensions.
 */
public final class DistanceFunctions {
  private DistanceFunctions() {}

  /** 1 - cos(a, b), from 0 to 2; 1 when a vector has no direction. */
  public static @Nullable Double cosineDistance(@Nullable Object a, @Nullable Object b) {
    return measure("COSINE_DISTANCE", a, b, Measure.COSINE::between);
  }

  /** The Euclidean distance, the root of {@link #squaredDistance}. */
  public static @Nullable Double euclideanDistance(@Nullable Object a, @Nullable Object b) {
    return measure("L2_DISTANCE", a, b, Measure.EUCLIDEAN::between);
  }

  /** Sum of (a_i - b_i)^2, which is the distance of a collection of space l2. */
  public static @Nullable Double squaredDistance(@Nullable Object a, @Nullable Object b) {
    return measure("L2_SQUARED_DISTANCE", a, b, Measure.L2::between);
  }

  /** Sum of a_i * b_i: greater is nearer. */
  public static @Nullable Double innerProduct(@Nullable Object a, @Nullable Object b) {
    return measure("INNER_PRODUCT", a, b, Vectors::innerProduct);
  }

  private static @Nullable Double measure(
      String name,
      @Nullable Object a,
      @Nullable Object b,
      ToDoubleBiFunction<float[], float[]> distance) {
    if (a == null || b == null) {
      return null;
    }
    float[] left = Vectors.parse(a);
    float[] right = Vectors.parse(b);
    if (left.length != right.length) {
      throw ChromaError.DATA_EXCEPTION.exception(
          name
              + " takes two vectors of one dimension, not of "
              + left.length
              + " and "
              + right.length);
    }
    return distance.applyAsDouble(left, right);
  }
}
