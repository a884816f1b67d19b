package io.github.chromajdbc.calcite.engine;

import io.github.chromajdbc.calcite.statement.FunctionDescription;
import io.github.chromajdbc.calcite.statement.FunctionDescription.Parameter;
import io.github.chromajdbc.calcite.statement.TypeDescription;
import io.github.chromajdbc.calcite.validate.StatementValidator;
import java.sql.Types;
import java.util.List;
import java.util.stream.Stream;

/** What DatabaseMetaData tells of functions; only of those that the validator knows. */
final class FunctionDescriptions {
  private static final TypeDescription NUMBER =
      new TypeDescription(Types.DOUBLE, "DOUBLE", 15, 0, true, null);
  private static final TypeDescription VECTOR =
      new TypeDescription(
          Types.ARRAY,
          "REAL ARRAY",
          0,
          0,
          true,
          new TypeDescription(Types.REAL, "REAL", 7, 0, false, null));

  private FunctionDescriptions() {}

  static List<FunctionDescription> all() {
    return Stream.of(
            ofVectors("COSINE_DISTANCE", "1 - cos of the angle between two vectors"),
            ofVectors("INNER_PRODUCT", "The inner product of two vectors"),
            ofVectors("L2_DISTANCE", "The Euclidean distance between two vectors"),
            ofVectors(
                "L2_SQUARED_DISTANCE",
                "The squared Euclidean distance between two vectors, as Chroma's space l2 has it"))
        .filter(function -> StatementValidator.knowsFunction(function.name()))
        .toList();
  }

  private static FunctionDescription ofVectors(String name, String remarks) {
    return new FunctionDescription(
        name,
        remarks,
        List.of(new Parameter("vector1", VECTOR), new Parameter("vector2", VECTOR)),
        NUMBER);
  }
}
