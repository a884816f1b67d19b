package io.github.chromajdbc.index.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a file with the tables and stock indexes of a Chroma server, in one of its schemas. */
public final class ChromaFileBuilder implements AutoCloseable {
  /** The schemas that files were seen with, and one that was proposed. */
  public enum Schema {
    /** Of servers from 1.4 on. */
    TODAY,
    /** Of server 1.0.0: no arrays. */
    WITHOUT_ARRAYS,
    /** With a segment in every metadata row. */
    SEGMENT_IN_METADATA
  }

  private final Path file;
  private final Schema schema;
  private final Connection connection;

  public ChromaFileBuilder(Path file, Schema schema) {
    this.file = file;
    this.schema = schema;
    try {
      connection = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
      connection.setAutoCommit(false);
      tables();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void tables() throws SQLException {
    String segment = schema == Schema.SEGMENT_IN_METADATA ? ", segment_id TEXT" : "";
    execute(
        "CREATE TABLE migrations (dir TEXT NOT NULL, version INTEGER NOT NULL, filename TEXT NOT"
            + " NULL, sql TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (dir, version))",
        "CREATE TABLE databases (id TEXT PRIMARY KEY, name TEXT NOT NULL, tenant_id TEXT NOT NULL,"
            + " UNIQUE (tenant_id, name))",
        "CREATE TABLE collections (id TEXT PRIMARY KEY, name TEXT NOT NULL, dimension INTEGER,"
            + " database_id TEXT NOT NULL, UNIQUE (name, database_id))",
        "CREATE TABLE segments (id TEXT PRIMARY KEY, type TEXT NOT NULL, scope TEXT NOT NULL,"
            + " collection TEXT NOT NULL)",
        "CREATE TABLE embeddings (id INTEGER PRIMARY KEY, segment_id TEXT NOT NULL, embedding_id"
            + " TEXT NOT NULL, seq_id BLOB NOT NULL, created_at TIMESTAMP NOT NULL DEFAULT"
            + " CURRENT_TIMESTAMP, UNIQUE (segment_id, embedding_id))",
        "CREATE TABLE embedding_metadata (id INTEGER REFERENCES embeddings(id), key TEXT NOT NULL,"
            + " string_value TEXT, int_value INTEGER, float_value REAL, bool_value INTEGER"
            + segment
            + ", PRIMARY KEY (id, key))",
        "CREATE VIRTUAL TABLE embedding_fulltext_search USING fts5(string_value,"
            + " tokenize='trigram')");
    for (String type : List.of("int", "float", "string")) {
      execute(
          "CREATE INDEX embedding_metadata_"
              + type
              + "_value ON embedding_metadata (key, "
              + type
              + "_value) WHERE "
              + type
              + "_value IS NOT NULL");
    }
    if (schema != Schema.WITHOUT_ARRAYS) {
      execute(
          "CREATE TABLE embedding_metadata_array (id INTEGER NOT NULL REFERENCES embeddings(id),"
              + " key TEXT NOT NULL, string_value TEXT, int_value INTEGER, float_value REAL,"
              + " bool_value INTEGER)",
          "CREATE INDEX embedding_metadata_array_id_key ON embedding_metadata_array (id, key)");
      for (String type : List.of("int", "float", "string")) {
        execute(
            "CREATE INDEX embedding_metadata_array_key_"
                + type
                + " ON embedding_metadata_array (key, "
                + type
                + "_value) WHERE "
                + type
                + "_value IS NOT NULL");
      }
    }
    migration(schema == Schema.WITHOUT_ARRAYS ? 5 : 6);
    execute("INSERT INTO databases VALUES ('d1', 'default_database', 'default_tenant')");
  }

  /** Records that the schema is of this version. */
  public ChromaFileBuilder migration(int version) {
    return execute(
        "INSERT INTO migrations VALUES ('metadb', " + version + ", 'file', 'sql', 'hash')");
  }

  /** Adds a collection; its metadata segment is its id with {@code seg-} in front. */
  public ChromaFileBuilder collection(String id, String name) {
    update("INSERT INTO collections VALUES (?, ?, 3, 'd1')", id, name);
    update("INSERT INTO segments VALUES (?, 'sqlite', 'METADATA', ?)", "seg-" + id, id);
    update("INSERT INTO segments VALUES (?, 'hnsw', 'VECTOR', ?)", "vec-" + id, id);
    return this;
  }

  /** Adds a record with scalar metadata. */
  public ChromaFileBuilder record(String collection, String id, Map<String, ?> metadata) {
    update(
        "INSERT INTO embeddings (segment_id, embedding_id, seq_id) VALUES (?, ?, 1)",
        "seg-" + collection,
        id);
    metadata.forEach(
        (key, value) ->
            update(
                "INSERT INTO embedding_metadata (id, key, "
                    + column(value)
                    + (schema == Schema.SEGMENT_IN_METADATA ? ", segment_id" : "")
                    + ") VALUES ((SELECT max(id) FROM embeddings), ?, ?"
                    + (schema == Schema.SEGMENT_IN_METADATA ? ", 'seg-" + collection + "'" : "")
                    + ")",
                key,
                value));
    return this;
  }

  private static String column(Object value) {
    if (value instanceof Boolean) {
      return "bool_value";
    }
    if (value instanceof Integer || value instanceof Long) {
      return "int_value";
    }
    return value instanceof Double ? "float_value" : "string_value";
  }

  /** Runs statements as they are. */
  public ChromaFileBuilder execute(String... statements) {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
      return this;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void update(String sql, @Nullable Object... arguments) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      statement.executeUpdate();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Commits what was added so far. */
  public ChromaFileBuilder commit() {
    try {
      connection.commit();
      return this;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Commits and closes. */
  @Override
  public void close() {
    commit();
    try {
      connection.close();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public Path file() {
    return file;
  }

  /** The first column of every row of a query on a file. */
  public static List<String> read(Path file, String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Runs a statement on a file. */
  public static void change(Path file, String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Every row of {@code sqlite_master}, which is the schema byte for byte. */
  public static List<String> schema(Path file) {
    return read(
        file,
        "SELECT type || '|' || name || '|' || tbl_name || '|' || coalesce(sql, '') FROM"
            + " sqlite_master ORDER BY rowid");
  }
}
