package io.github.chromajdbc.calcite.statement;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.RequestTurns;
import io.github.chromajdbc.error.WarningSink;

/**
 * What one run of a statement is bounded by.
 *
 * @param maxRows most rows wanted, 0 for all: no more are fetched
 * @param fetchSize rows a request should bring, 0 for the property {@code pageSize}
 * @param turns of the connection's requests
 */
public record Execution(
    Cancellation cancellation,
    WarningSink warnings,
    long maxRows,
    int fetchSize,
    RequestTurns turns) {}
