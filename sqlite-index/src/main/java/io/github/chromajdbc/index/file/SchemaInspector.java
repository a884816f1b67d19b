package io.github.chromajdbc.index.file;

import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.definition.KeyType;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out whether a file is Chroma's, and in which of its schemas. Reads only. */
public final class SchemaInspector {
  private static final Map<String, Set<String>> NEEDED =
      Map.of(
          "migrations", Set.of("dir", "version"),
          "databases", Set.of("id", "name", "tenant_id"),
          "collections", Set.of("id", "name", "database_id"),
          "segments", Set.of("id", "scope", "collection"),
          "embeddings", Set.of("id", "segment_id", "embedding_id"),
          "embedding_metadata", Set.of("id", "key", "string_value", "int_value", "float_value"));

  private SchemaInspector() {}

  /**
   * Inspects the file of a session.
   *
   * @throws io.github.chromajdbc.index.IndexException 08001 when it is not Chroma's
   */
  public static ChromaSchema inspect(SqliteSession session) {
    List<Map.Entry<String, String>> columns =
        session.query(
            "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c"
                + " WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'",
            row -> Map.entry(row.getString(1), row.getString(2)));
    Map<String, Set<String>> tables =
        columns.stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
    NEEDED.forEach(
        (table, needed) -> {
          if (!tables.getOrDefault(table, Set.of()).containsAll(needed)) {
            throw IndexProblem.NOT_A_CHROMA_FILE.exception(
                session.file(), "it has no table " + table + " of the form that Chroma uses");
          }
        });
    Set<String> metadata = tables.getOrDefault("embedding_metadata", Set.of());
    Set<KeyType> types = EnumSet.noneOf(KeyType.class);
    for (KeyType type : KeyType.values()) {
      if (metadata.contains(type.column())) {
        types.add(type);
      }
    }
    int version =
        session
            .query(
                "SELECT coalesce(max(version), 0) FROM migrations WHERE dir = 'metadb'",
                row -> row.getInt(1))
            .get(0);
    return new ChromaSchema(
        version,
        metadata.contains("segment_id"),
        tables.containsKey("embedding_metadata_array"),
        types);
  }
}
