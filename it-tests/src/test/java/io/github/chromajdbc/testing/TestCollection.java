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
  private boolean holdsArrays;

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
    holdsArrays |= records.stream().anyMatch(TestCollection::hasArray);
    for (int from = 0; from < records.size(); from += BATCH) {
      send("add", batch(records.subList(from, Math.min(records.size(), from + BATCH))));
    }
    return this;
  }

  public void delete(String... ids) {
    send("delete", Map.of("ids", List.of(ids)));
  }

  private static boolean hasArray(TestRecord record) {
    return record.metadata() != null
        && record.metadata().values().stream().anyMatch(List.class::isInstance);
  }

  /**
   * Deletes the records, if some have arrays. When a collection or its database is deleted, server
   * 1.5.9 keeps the arrays, and later records of other collections that get the same row numbers
   * come with them (seen). Deleting the records deletes their arrays.
   */
  void clearArrays() {
    if (holdsArrays) {
      send("delete", Map.of("where", Map.of("$and", List.of())));
      holdsArrays = false;
    }
  }

  /** Deletes the collection itself. */
  public void drop() {
    clearArrays();
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
