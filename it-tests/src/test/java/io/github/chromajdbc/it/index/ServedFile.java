package io.github.chromajdbc.it.index;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chromajdbc.index.operation.FileIndexService;
import io.github.chromajdbc.server.ChromaServer;
import io.github.chromajdbc.server.ServerVersion;
import io.github.chromajdbc.testing.ChromaApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real server on a folder that the tests can look into. */
final class ServedFile implements AutoCloseable {
  private static final String DATABASE = "/tenants/default_tenant/databases/default_database";

  private final Path folder;
  private final boolean ownsFolder;
  private final ChromaServer server;
  private final ChromaApi api;

  private ServedFile(Path folder, boolean ownsFolder, ServerVersion version) {
    this.folder = folder;
    this.ownsFolder = ownsFolder;
    this.server = ChromaServer.startOn(folder, version);
    this.api = new ChromaApi(server.url());
  }

  /** The newest server on a new folder, which is deleted at the end. */
  static ServedFile start() {
    try {
      return new ServedFile(Files.createTempDirectory("chroma-index"), true, ServerVersion.NEWEST);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The newest server on a copy of a folder that no server has open; deleted at the end. */
  static ServedFile onCopyOf(Path original) {
    try {
      Path copy = Files.createTempDirectory("chroma-index");
      try (Stream<Path> files = Files.walk(original)) {
        for (Path file : files.filter(each -> !each.equals(original)).toList()) {
          Files.copy(file, copy.resolve(original.relativize(file)));
        }
      }
      return new ServedFile(copy, true, ServerVersion.NEWEST);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A server on a folder that stays. */
  static ServedFile on(Path folder, ServerVersion version) {
    return new ServedFile(folder, false, version);
  }

  Path file() {
    return folder.resolve("chroma.sqlite3");
  }

  /** How the driver reaches the server. */
  String jdbcUrl() {
    return "jdbc:chroma://" + server.host() + ":" + server.port();
  }

  FileIndexService indexes() {
    return FileIndexService.open(file());
  }

  /** Makes a collection and returns its id. */
  String createCollection(String name) {
    return api.send("POST", DATABASE + "/collections", Map.of("name", name)).path("id").asText();
  }

  /** The id of a collection that is there. */
  String collection(String name) {
    return api.send("GET", DATABASE + "/collections/" + name, null).path("id").asText();
  }

  void renameCollection(String id, String name) {
    api.send("PUT", DATABASE + "/collections/" + id, Map.of("new_name", name));
  }

  void deleteCollection(String name) {
    api.send("DELETE", DATABASE + "/collections/" + name, null);
  }

  /** Adds records: what Jackson writes as ids, embeddings, metadatas, documents. */
  void add(String collection, Object records) {
    api.send("POST", DATABASE + "/collections/" + collection + "/add", records);
  }

  long count(String collection) {
    return api.send("GET", DATABASE + "/collections/" + collection + "/count", null).asLong();
  }

  /** The ids and metadatas that a filter finds, in the server's order. */
  JsonNode get(String collection, @Nullable JsonNode where, @Nullable Integer limit) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("include", List.of("metadatas"));
    if (where != null) {
      request.put("where", where);
    }
    if (limit != null) {
      request.put("limit", limit);
    }
    return answer(api.send("POST", DATABASE + "/collections/" + collection + "/get", request));
  }

  /** The records of some ids. */
  JsonNode getByIds(String collection, List<String> ids) {
    return answer(
        api.send(
            "POST",
            DATABASE + "/collections/" + collection + "/get",
            Map.of("ids", ids, "include", List.of("metadatas"))));
  }

  /** The records nearest to a vector among those that a filter finds. */
  JsonNode query(String collection, @Nullable JsonNode where, List<Double> vector, int results) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("query_embeddings", List.of(vector));
    request.put("n_results", results);
    request.put("include", List.of("metadatas"));
    if (where != null) {
      request.put("where", where);
    }
    return answer(api.send("POST", DATABASE + "/collections/" + collection + "/query", request));
  }

  private static JsonNode answer(JsonNode reply) {
    return ChromaApi.JSON.createArrayNode().add(reply.path("ids")).add(reply.path("metadatas"));
  }

  /** The first column of each row of a query on the file. */
  static List<String> sql(Path file, String query) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 60000");
      List<String> values = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(query)) {
        while (rows.next()) {
          values.add(rows.getString(1));
        }
      }
      return values;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Runs a statement on the file. */
  static void change(Path file, String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 60000");
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The schema of a file, byte for byte. */
  static List<String> schema(Path file) {
    return sql(
        file,
        "SELECT type || '|' || name || '|' || tbl_name || '|' || coalesce(sql, '') FROM"
            + " sqlite_master ORDER BY rowid");
  }

  @Override
  public void close() {
    server.close();
    if (ownsFolder) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
