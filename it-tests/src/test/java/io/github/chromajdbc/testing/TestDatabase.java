package io.github.chromajdbc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.client.rest.RestSettings;
import io.github.chromajdbc.server.ChromaServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** A database of a test class's own, empty at first and dropped after its tests. */
public final class TestDatabase implements AutoCloseable {
  private static final String TENANT = "default_tenant";

  private final ChromaServer server;
  private final ChromaApi api;
  private final DatabaseName name;
  private final List<TestCollection> collections = Collections.synchronizedList(new ArrayList<>());

  TestDatabase(ChromaServer server) {
    this.server = server;
    api = new ChromaApi(server.url());
    name = new DatabaseName(TENANT, "test_" + UUID.randomUUID().toString().replace("-", ""));
    api.send("POST", "/tenants/" + TENANT + "/databases", Map.of("name", name.database()));
  }

  public ChromaServer server() {
    return server;
  }

  public ChromaApi api() {
    return api;
  }

  public DatabaseName name() {
    return name;
  }

  /** How to reach the server. */
  public RestSettings settings() {
    return RestSettings.of(server.host(), server.port()).withPathPrefix(server.url().getPath());
  }

  /** {@code jdbc:chroma://host:port/tenant/database}. */
  public String jdbcUrl() {
    return jdbcUrl(server.host(), server.port());
  }

  /** The same through a proxy in front of the server. */
  public String jdbcUrl(CountingProxy proxy) {
    return jdbcUrl(proxy.host(), proxy.port());
  }

  private String jdbcUrl(String host, int port) {
    return "jdbc:chroma://" + host + ":" + port + "/" + name.tenant() + "/" + name.database();
  }

  /** Path of the database below {@code /api/v2}. */
  public String path() {
    return "/tenants/" + name.tenant() + "/databases/" + name.database();
  }

  /**
   * Creates a collection. The space is given in both ways that servers know: {@code
   * configuration.hnsw.space}, and for 1.0.0 the metadata {@code hnsw:space}.
   */
  public TestCollection create(String collection, Space space) {
    String lower = space.name().toLowerCase(Locale.ROOT);
    return create(
        collection,
        Map.of(
            "configuration", Map.of("hnsw", Map.of("space", lower)),
            "metadata", Map.of("hnsw:space", lower)));
  }

  /** Creates a collection with these members of the request beside the name. */
  public TestCollection create(String collection, Map<String, ?> members) {
    Map<String, Object> body = new LinkedHashMap<>(members);
    body.put("name", collection);
    JsonNode created = api.send("POST", path() + "/collections", body);
    TestCollection made = new TestCollection(api, path(), collection, created.get("id").asText());
    collections.add(made);
    return made;
  }

  /**
   * Drops the database on a server that is not ours; ours goes with its folder.
   *
   * <p>Trap: a single node of 1.5.9 keeps the array metadata of records whose collection was
   * deleted, and SQLite gives their row numbers to new records, which then have arrays nobody
   * wrote.
   */
  @Override
  public void close() {
    collections.forEach(TestCollection::clearArrays);
    if (System.getenv("CHROMA_URL") != null) {
      api.send("DELETE", path(), null);
    }
  }
}
