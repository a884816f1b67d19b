package io.github.chromajdbc.calcite.statement;

import java.util.List;

/**
 * A function that SQL can call here and that standard SQL lacks.
 *
 * @param remarks a sentence that says what it computes
 */
public record FunctionDescription(
    String name, String remarks, List<Parameter> parameters, TypeDescription result) {

  public FunctionDescription {
    parameters = List.copyOf(parameters);
  }

  /** What a function takes, in its order. */
  public record Parameter(String name, TypeDescription type) {}
}
