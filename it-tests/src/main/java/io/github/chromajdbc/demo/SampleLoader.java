package io.github.chromajdbc.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Writes the sample to a server, with the vectors that are kept beside it, so that nothing has to
 * be embedded. Speaks REST by itself: the sample must not depend on the driver it shows.
 */
public final class SampleLoader {
  /** Under this key the collections say that they are one table, too. */
  private static final String ROUTED_TABLE = "chroma-jdbc:route:erp_data";

  private static final JsonFactory JSON = new JsonFactory();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String collections;

  /** For the default database of the server at {@code http://host:port}. */
  public SampleLoader(URI server) {
    this(server, "default_tenant", "default_database");
  }

  /** For a database that exists. */
  public SampleLoader(URI server, String tenant, String database) {
    collections = server + "/api/v2/tenants/" + tenant + "/databases/" + database + "/collections";
  }

  /** Creates the collections, which must not exist yet, and adds every record. */
  public void load() throws IOException {
    for (String collection : ErpSample.COLLECTIONS) {
      String id = create(collection);
      post(collections + "/" + id + "/add", records(collection));
    }
  }

  private String create(String collection) throws IOException {
    byte[] reply =
        post(
            collections,
            json ->
                write(
                    json,
                    Map.of(
                        "name",
                        collection,
                        "metadata",
                        Map.of(ROUTED_TABLE, route(collection)),
                        "configuration",
                        Map.of(
                            "hnsw",
                            Map.of("space", "cosine"),
                            "embedding_function",
                            Map.of("type", "known", "name", "default", "config", Map.of())))));
    try (JsonParser parser = JSON.createParser(reply)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean id = parser.currentName().equals("id");
        parser.nextToken();
        if (id) {
          return parser.getText();
        }
        parser.skipChildren();
      }
    }
    throw new IOException("Chroma gave the collection " + collection + " no id");
  }

  /** What CREATE TABLE erp_data ROUTED BY (metadata.model) OVER ('erp_*') leaves with it. */
  private static String route(String collection) throws IOException {
    TreeSet<String> models = new TreeSet<>();
    for (SampleRecord record : ErpSample.records(collection)) {
      models.add(String.valueOf(record.metadata().get("model")));
    }
    return "{\"over\":[\"erp_*\"],\"by\":[\"model\"],\"values\":[[\""
        + String.join("\"],[\"", models)
        + "\"]]}";
  }

  private static Content records(String collection) throws IOException {
    List<SampleRecord> records = ErpSample.records(collection);
    List<float[]> vectors = ErpSample.vectors(collection);
    return json -> {
      json.writeStartObject();
      json.writeFieldName("ids");
      write(json, records.stream().map(SampleRecord::id).toList());
      json.writeFieldName("documents");
      write(json, records.stream().map(SampleRecord::document).toList());
      json.writeFieldName("metadatas");
      write(json, records.stream().map(SampleRecord::metadata).toList());
      json.writeFieldName("embeddings");
      write(json, vectors.stream().map(SampleLoader::base64).toList());
      json.writeEndObject();
    };
  }

  /** A vector as Chroma takes it in short: its little-endian floats in Base64. */
  private static String base64(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  @FunctionalInterface
  private interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        write(json, element);
      }
      json.writeEndArray();
    } else {
      json.writePOJO(value);
    }
  }

  private byte[] post(String address, Content content) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(body)) {
      content.write(json);
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
    try {
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() >= 300) {
        throw new IOException(
            "Chroma did not take the sample (HTTP "
                + response.statusCode()
                + "): "
                + new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the sample was written");
    }
  }
}
