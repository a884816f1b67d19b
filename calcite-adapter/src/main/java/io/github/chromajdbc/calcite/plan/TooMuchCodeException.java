package io.github.chromajdbc.calcite.plan;

/** The code of a plan is longer than is worth a try at compiling it. */
public final class TooMuchCodeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooMuchCodeException(int length) {
    super("Generated code of " + length + " characters");
  }
}
