package io.github.chromajdbc.calcite.statement;

import org.jspecify.annotations.Nullable;

/**
 * A column of a result.
 *
 * @param label what AS says, else the name
 * @param name of the underlying column; the label where there is none
 * @param table null for an expression, as are schema and catalog
 */
public record ColumnDescription(
    String label,
    String name,
    @Nullable String catalog,
    @Nullable String schema,
    @Nullable String table,
    TypeDescription type) {}
