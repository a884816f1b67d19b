package io.github.chromajdbc.calcite.exec.context;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.error.WarningSink;
import org.jspecify.annotations.Nullable;

/** Makes the vector of a text, in the space of a collection's vectors. */
@FunctionalInterface
public interface QueryVectors {

  /**
   * Embeds a text.
   *
   * @param model {@code [provider:]model}, null for the collection's own
   * @throws io.github.chromajdbc.error.ChromaException when no provider can, before any request
   */
  float[] embed(
      CollectionInfo collection,
      @Nullable String model,
      String text,
      WarningSink warnings,
      Cancellation cancellation);
}
