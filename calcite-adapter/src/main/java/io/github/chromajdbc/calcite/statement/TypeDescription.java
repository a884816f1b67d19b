package io.github.chromajdbc.calcite.statement;

import org.jspecify.annotations.Nullable;

/**
 * A SQL type as JDBC describes it, and so the class of the values (see {@link
 * RowCursor#getObject}).
 *
 * @param jdbcType of {@link java.sql.Types}
 * @param name as SQL writes it, without NOT NULL: {@code VARCHAR}, {@code BIGINT}, {@code REAL
 *     ARRAY}
 * @param precision characters, digits or 0 as {@link java.sql.ResultSetMetaData#getPrecision} has
 *     it
 * @param element of an array; null for every other type
 */
public record TypeDescription(
    int jdbcType,
    String name,
    int precision,
    int scale,
    boolean nullable,
    @Nullable TypeDescription element) {}
