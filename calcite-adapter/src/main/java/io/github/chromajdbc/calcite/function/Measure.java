package io.github.chromajdbc.calcite.function;

import io.github.chromajdbc.client.Space;

/** How far apart two vectors are, to rank by: less is nearer. Those of a collection come first. */
public enum Measure {
  /** As a collection of {@link Space#L2} has it: the squared Euclidean distance. */
  L2 {
    @Override
    public double between(float[] a, float[] b) {
      return Vectors.squaredEuclidean(a, b);
    }
  },
  /** As a collection of {@link Space#COSINE} has it. */
  COSINE {
    @Override
    public double between(float[] a, float[] b) {
      return Vectors.cosine(a, b);
    }
  },
  /** As a collection of {@link Space#IP} has it: 1 - a.b. */
  IP {
    @Override
    public double between(float[] a, float[] b) {
      return 1 - Vectors.innerProduct(a, b);
    }
  },
  /** The root of {@link #L2}: where two of them round to one number, rows are as near. */
  EUCLIDEAN {
    @Override
    public double between(float[] a, float[] b) {
      return Math.sqrt(Vectors.squaredEuclidean(a, b));
    }
  },
  /** -a.b, which tells products apart that 1 - a.b rounds to one number. */
  NEGATIVE_PRODUCT {
    @Override
    public double between(float[] a, float[] b) {
      return -Vectors.innerProduct(a, b);
    }
  };

  /** The distance of two vectors of one dimension. */
  public abstract double between(float[] a, float[] b);

  /** As collections of this space have it. */
  public static Measure of(Space space) {
    return switch (space) {
      case L2 -> L2;
      case COSINE -> COSINE;
      case IP -> IP;
    };
  }
}
