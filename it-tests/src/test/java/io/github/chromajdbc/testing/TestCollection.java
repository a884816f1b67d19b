package io.github.chromajdbc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** A collection that a test fills. */
public final class TestCollection {
  /** Below the server's max_batch_size of 5461. */
  private static final int BATCH = 2_000;

  private final ChromaApi api;
  private final String databasePath;
  private final String name;
  private final String id;

  TestCollection(ChromaApi api, String databasePath, String name, String id) {
    this.api = api;
    this.databasePath = databasePath;
    this.name = name;
    this.id = id;
  }

  public String name() {
    return name;
  }

  public String id() {
    return id;
  }

  /** Adds records in their order, in batches. */
  public TestCollection add(TestRecord... records) {
    return add(List.of(records));
  }

  /** Adds records in their order, in batches. */
  public TestCollection add(List<TestRecord> records) {
    for (int from = 0; from < records.size(); from += BATCH) {
      send("add", batch(records.subList(from, Math.min(records.size(), from + BATCH))));
    }
    return this;
  }

  public void delete(String... ids) {
    send("delete", Map.of("ids", List.of(ids)));
  }

  /** Deletes the collection itself. */
  public void drop() {
    api.send("DELETE", databasePath + "/collections/" + name, null);
  }

  /** POST to one of the record endpoints. */
  public JsonNode send(String operation, Object body) {
    return api.send("POST", databasePath + "/collections/" + id + "/" + operation, body);
  }

  private static ObjectNode batch(List<TestRecord> records) {
    ObjectNode body = ChromaApi.JSON.createObjectNode();
    ArrayNode ids = body.putArray("ids");
    ArrayNode embeddings = body.putArray("embeddings");
    ArrayNode documents = body.putArray("documents");
    ArrayNode uris = body.putArray("uris");
    ArrayNode metadatas = body.putArray("metadatas");
    for (TestRecord record : records) {
      ids.add(record.id());
      embeddings.add(ChromaApi.JSON.<JsonNode>valueToTree(record.embedding()));
      documents.add(record.document());
      uris.add(record.uri());
      metadatas.add(ChromaApi.JSON.<JsonNode>valueToTree(record.metadata()));
    }
    return body;
  }
}
