package io.github.chromajdbc.calcite.statement;

import java.time.ZoneId;
import java.util.Map;

/**
 * The connection properties that the engine reads.
 *
 * @param pageSize rows of one request while scanning
 * @param sampleSize records read to learn which metadata keys hold arrays and, where the server
 *     does not tell them, which keys there are
 * @param maxColumns most {@code metadata.KEY} columns shown of a collection
 * @param maxParallel most requests for records of one connection at once
 * @param embeddingVisible whether {@code *} and getColumns show {@code embedding}
 * @param bareMetadataNames whether the column of {@code metadata.year} is shown as {@code year}
 * @param exact whether every search computes exact distances
 * @param candidates least number of candidates an MMR rerank or an inexact search asks for; 0 for
 *     the driver's choice
 * @param lenientStrings whether {@code "..."} is a string where ChromaSQL has it so
 * @param declaredColumns SQL type by {@code collection.key}, from the property {@code columns}
 */
public record EngineOptions(
    int pageSize,
    int sampleSize,
    int maxColumns,
    int maxParallel,
    boolean embeddingVisible,
    boolean bareMetadataNames,
    boolean exact,
    int candidates,
    boolean lenientStrings,
    ZoneId timeZone,
    Map<String, String> declaredColumns) {

  public static final EngineOptions DEFAULT =
      new EngineOptions(
          1000, 1000, 500, 8, false, false, false, 0, false, ZoneId.of("UTC"), Map.of());
}
