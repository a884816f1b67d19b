package io.github.chromajdbc.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for records by id and condition. All conditions hold together.
 *
 * @param ids null for no restriction; an empty list matches nothing
 * @param where condition on metadata, and on documents where the server takes both in one filter
 * @param whereDocument condition on documents alone
 * @param limit most rows to answer; null for all
 * @param offset rows to skip, in insertion order
 */
public record GetRequest(
    @Nullable List<String> ids,
    @Nullable RecordFilter where,
    @Nullable RecordFilter whereDocument,
    RecordFields fields,
    @Nullable Integer limit,
    int offset) {}
