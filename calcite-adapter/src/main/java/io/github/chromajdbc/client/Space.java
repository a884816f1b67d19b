package io.github.chromajdbc.client;

/** How a collection measures the distance of two vectors a and b. Smaller is nearer. */
public enum Space {
  /** Squared Euclidean distance, sum of (a_i - b_i)^2. Chroma's default. */
  L2,
  /** 1 - cos(a, b), from 0 to 2. */
  COSINE,
  /** 1 - a.b; negative when the dot product is over 1. */
  IP
}
