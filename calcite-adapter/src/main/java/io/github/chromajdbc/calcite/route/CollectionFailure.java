package io.github.chromajdbc.calcite.route;

import io.github.chromajdbc.error.ChromaError;

/** Tells failures of a collection from mistakes in the statement. */
public final class CollectionFailure {
  private CollectionFailure() {}

  /** Whether another collection may fare better; a mistake in the statement is one everywhere. */
  public static boolean isOfOne(ChromaError error) {
    return switch (error) {
      case CONNECTION_FAILED,
          NOT_A_CHROMA_SERVER,
          CONNECTION_LOST,
          AUTHENTICATION_FAILED,
          SERVER_ERROR,
          SERVER_BUSY,
          COLLECTION_GONE,
          TABLE_NOT_FOUND,
          NETWORK_TIMEOUT,
          COLLECTION_TIMEOUT ->
          true;
      default -> false;
    };
  }
}
