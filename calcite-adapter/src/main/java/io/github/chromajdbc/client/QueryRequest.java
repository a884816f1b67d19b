package io.github.chromajdbc.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the records nearest to each of the vectors.
 *
 * @param vectors all of the collection's dimension
 * @param count rows for each vector ({@code n_results}), at least 1
 * @param ids as in {@link GetRequest}; an id that does not exist makes a single node answer 500
 */
public record QueryRequest(
    List<float[]> vectors,
    int count,
    @Nullable List<String> ids,
    @Nullable RecordFilter where,
    @Nullable RecordFilter whereDocument,
    RecordFields fields) {}
