package io.github.chromajdbc.index.filter;

import io.github.chromajdbc.index.definition.KeyType;
import io.github.chromajdbc.index.file.ChromaSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the statements that a single-node server sends to SQLite for its requests, so that their
 * plans can be asked for. Observed on servers 1.0.0 to 1.5.9; what matters for a plan is kept: the
 * tables, the conditions and their nesting, DISTINCT, the order, and that values are bound.
 */
public final class ServerStatements {
  private static final long NO_LIMIT = 4_294_967_295L;

  private final ChromaSchema schema;
  private final String segment;

  /** For the collection whose metadata segment is given. */
  public ServerStatements(ChromaSchema schema, String segment) {
    this.schema = schema;
    this.segment = segment;
  }

  /** {@code get} of a page, filtered or not. */
  public ServerStatement page(@Nullable ChromaFilter filter) {
    return get(filter, List.of(), 10);
  }

  /** {@code get} of those of some records that a filter lets pass. */
  public ServerStatement among(List<String> ids, ChromaFilter filter) {
    return get(filter, ids, NO_LIMIT);
  }

  /** What a query begins with: the ids of all records that its filter lets pass. */
  public ServerStatement passing(ChromaFilter filter) {
    List<Object> arguments = new ArrayList<>();
    StringBuilder sql = new StringBuilder("SELECT \"s\".\"id\", \"s\".\"embedding_id\" FROM ");
    records(filter, List.of(), NO_LIMIT, sql, arguments);
    return new ServerStatement(sql.toString(), arguments);
  }

  /** {@code get} of records by id, which is also how a query fetches what it found. */
  public ServerStatement byIds(List<String> ids) {
    return get(null, ids, NO_LIMIT);
  }

  private ServerStatement get(@Nullable ChromaFilter filter, List<String> ids, long limit) {
    List<Object> arguments = new ArrayList<>();
    StringBuilder sql = new StringBuilder();
    sql.append("SELECT \"s\".\"id\", \"s\".\"embedding_id\", \"embedding_metadata\".\"key\", ")
        .append("\"embedding_metadata\".\"string_value\" FROM ");
    records(filter, ids, limit, sql, arguments);
    sql.append(" LEFT JOIN \"embedding_metadata\" ON \"s\".\"id\" = \"embedding_metadata\".\"id\"");
    return new ServerStatement(sql.toString(), arguments);
  }

  private void records(
      @Nullable ChromaFilter filter,
      List<String> ids,
      long limit,
      StringBuilder sql,
      List<Object> arguments) {
    sql.append("(SELECT ")
        .append(filter == null ? "" : "DISTINCT ")
        .append("\"embeddings\".\"id\", \"embeddings\".\"embedding_id\" FROM \"embeddings\" ")
        .append("WHERE \"embeddings\".\"segment_id\" = ?");
    arguments.add(segment);
    if (!ids.isEmpty()) {
      sql.append(" AND \"embeddings\".\"embedding_id\" IN ").append(marks(ids.size()));
      arguments.addAll(ids);
    }
    if (filter != null) {
      sql.append(" AND ");
      condition(filter, sql, arguments);
    }
    sql.append(" ORDER BY \"embeddings\".\"id\" ASC LIMIT ? OFFSET ?) AS \"s\"");
    arguments.add(limit);
    arguments.add(0L);
  }

  private void condition(ChromaFilter filter, StringBuilder sql, List<Object> arguments) {
    if (filter instanceof ChromaFilter.And and) {
      composite(and.children(), " AND ", "TRUE", sql, arguments);
    } else if (filter instanceof ChromaFilter.Or or) {
      composite(or.children(), " OR ", "FALSE", sql, arguments);
    } else if (filter instanceof ChromaFilter.Comparison comparison) {
      comparison(comparison, sql, arguments);
    } else if (filter instanceof ChromaFilter.ArrayMembership membership) {
      membership(membership, sql, arguments);
    } else if (filter instanceof ChromaFilter.DocumentMatch match) {
      document(match, sql, arguments);
    }
  }

  private void composite(
      List<ChromaFilter> children,
      String operator,
      String first,
      StringBuilder sql,
      List<Object> arguments) {
    sql.append('(').append(first);
    for (ChromaFilter child : children) {
      sql.append(operator);
      condition(child, sql, arguments);
    }
    sql.append(')');
  }

  private void comparison(
      ChromaFilter.Comparison comparison, StringBuilder sql, List<Object> arguments) {
    FilterValue first = comparison.values().get(0);
    boolean negative = comparison.operator().isNegative();
    if (!first.isNumber()) {
      open(negative, sql);
      subquery(comparison, first.type(), sql, arguments);
      sql.append(')');
    } else if (comparison.operator().takesList()) {
      // A list of numbers is looked up among the ints and among the floats.
      sql.append('(');
      for (KeyType type : List.of(KeyType.INT, KeyType.FLOAT)) {
        sql.append(type == KeyType.INT ? "" : negative ? " AND " : " OR ");
        open(negative, sql);
        subquery(comparison, type, sql, arguments);
        sql.append(')');
      }
      sql.append(')');
    } else {
      open(negative, sql);
      subquery(comparison, KeyType.INT, sql, arguments);
      sql.append(" UNION ");
      subquery(comparison, KeyType.FLOAT, sql, arguments);
      sql.append(')');
    }
  }

  private static void open(boolean negative, StringBuilder sql) {
    sql.append("\"embeddings\".\"id\" ").append(negative ? "NOT IN (" : "IN (");
  }

  private void subquery(
      ChromaFilter.Comparison comparison, KeyType type, StringBuilder sql, List<Object> arguments) {
    head("embedding_metadata", comparison.key(), sql, arguments);
    sql.append(" AND \"embedding_metadata\".\"")
        .append(type.column())
        .append("\" ")
        .append(comparison.operator().sql())
        .append(' ')
        .append(comparison.operator().takesList() ? marks(comparison.values().size()) : "?");
    comparison.values().forEach(value -> arguments.add(bound(value, type)));
  }

  private void head(String table, String key, StringBuilder sql, List<Object> arguments) {
    sql.append("SELECT \"id\" FROM \"").append(table).append("\" WHERE ");
    if (schema.segmentInMetadata() && table.equals("embedding_metadata")) {
      sql.append("\"embedding_metadata\".\"segment_id\" = ? AND ");
      arguments.add(segment);
    }
    sql.append("(\"").append(table).append("\".\"key\" = ? AND \"");
    sql.append(table).append("\".\"key\" IS NOT NULL)");
    arguments.add(key);
  }

  private void membership(
      ChromaFilter.ArrayMembership membership, StringBuilder sql, List<Object> arguments) {
    open(!membership.contains(), sql);
    head("embedding_metadata_array", membership.key(), sql, arguments);
    sql.append(" AND \"embedding_metadata_array\".\"")
        .append(membership.value().type().column())
        .append("\" = ?)");
    arguments.add(membership.value().value());
  }

  /**
   * The full-text table stands for both kinds: the server's REGEXP is a function of its own, which
   * no other SQLite has, and neither kind touches a metadata index.
   */
  private static void document(
      ChromaFilter.DocumentMatch match, StringBuilder sql, List<Object> arguments) {
    open(match.operator().startsWith("$not"), sql);
    sql.append("SELECT \"rowid\" FROM \"embedding_fulltext_search\" WHERE \"string_value\" LIKE ?")
        .append(" ESCAPE '\\')");
    arguments.add("%" + match.pattern() + "%");
  }

  private static Object bound(FilterValue value, KeyType type) {
    return switch (type) {
      case INT -> value.asLong();
      case FLOAT -> value.asDouble();
      case STRING, BOOL -> value.value();
    };
  }

  private static String marks(int count) {
    return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
  }
}
