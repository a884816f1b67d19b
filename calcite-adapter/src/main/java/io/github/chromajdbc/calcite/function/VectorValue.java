package io.github.chromajdbc.calcite.function;

/** A vector as Calcite sees an array, without a box for each number. */
public final class VectorValue extends ComparableArray {
  private final float[] numbers;

  public VectorValue(float[] numbers) {
    this.numbers = numbers;
  }

  /** The numbers themselves; nobody writes to them. */
  public float[] numbers() {
    return numbers;
  }

  @Override
  public Float get(int index) {
    return numbers[index];
  }

  @Override
  public int size() {
    return numbers.length;
  }
}
