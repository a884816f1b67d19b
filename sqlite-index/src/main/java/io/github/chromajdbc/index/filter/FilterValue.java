package io.github.chromajdbc.index.filter;

import io.github.chromajdbc.index.definition.KeyType;

/**
 * A value that a filter compares with.
 *
 * @param type decides the column that Chroma compares
 * @param value a String, Long, Double or Boolean
 */
public record FilterValue(KeyType type, Object value) {

  public static FilterValue of(String value) {
    return new FilterValue(KeyType.STRING, value);
  }

  public static FilterValue of(long value) {
    return new FilterValue(KeyType.INT, value);
  }

  public static FilterValue of(double value) {
    return new FilterValue(KeyType.FLOAT, value);
  }

  public static FilterValue of(boolean value) {
    return new FilterValue(KeyType.BOOL, value);
  }

  public boolean isNumber() {
    return type == KeyType.INT || type == KeyType.FLOAT;
  }

  /** The number as Chroma binds it against the int column: fractions are cut off. */
  public long asLong() {
    return ((Number) value).longValue();
  }

  /** The number as Chroma binds it against the float column. */
  public double asDouble() {
    return ((Number) value).doubleValue();
  }
}
