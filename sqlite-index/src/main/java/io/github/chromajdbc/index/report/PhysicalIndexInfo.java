package io.github.chromajdbc.index.report;

import org.jspecify.annotations.Nullable;

/**
 * One SQLite index that a definition uses.
 *
 * @param name as EXPLAIN QUERY PLAN names it
 * @param present whether the file has it
 * @param users how many definitions use it
 * @param rows its entries, null unless sizes were asked for
 * @param bytes its pages in bytes, null unless sizes were asked for
 */
public record PhysicalIndexInfo(
    String name,
    String table,
    String ddl,
    boolean present,
    int users,
    @Nullable Long rows,
    @Nullable Long bytes) {}
