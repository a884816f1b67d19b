package io.github.chromajdbc.calcite.exec.search;

import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.function.Vectors;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.calcite.search.SearchPlan.SourceOperands;
import io.github.chromajdbc.calcite.search.SearchShape.Source;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.error.ChromaError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The vectors that a search asks for, of the dimension that its collection has. */
public final class SearchVectors {
  /** From which every vector is as far. */
  private static final float[] NONE = {};

  private SearchVectors() {}

  public static List<float[]> of(
      SearchPlan search,
      CollectionInfo collection,
      @Nullable Object[] operands,
      ReadContext context) {
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < search.sources().size(); i++) {
      float[] vector =
          vector(
              search.shape().sources().get(i),
              search.sources().get(i),
              collection,
              operands,
              context);
      Integer dimension = collection.dimension();
      if (dimension != null && vector != NONE && vector.length != dimension) {
        throw ChromaError.DIMENSION_MISMATCH.exception(collection.name(), dimension, vector.length);
      }
      vectors.add(vector);
    }
    return vectors;
  }

  private static float[] vector(
      Source source,
      SourceOperands given,
      CollectionInfo collection,
      @Nullable Object[] operands,
      ReadContext context) {
    Object value = given.value().value(operands);
    if (value == null && source == Source.VECTOR_OR_NULL) {
      return NONE;
    }
    if (value == null) {
      throw ChromaError.INVALID_PARAMETER_VALUE.exception(
          "A search takes a vector or a text, not NULL");
    }
    if (source.isVector()) {
      return Vectors.parse(value);
    }
    Object model = given.model() == null ? null : given.model().value(operands);
    return context
        .queryVectors()
        .embed(
            collection,
            model == null ? null : model.toString(),
            value.toString(),
            context.warnings(),
            context.cancellation());
  }
}
