package io.github.chromajdbc.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.QueryRequest;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RecordFilter;
import io.github.chromajdbc.client.RecordPage;
import io.github.chromajdbc.client.rest.RestChromaStore;
import io.github.chromajdbc.embedding.EmbeddingPurpose;
import io.github.chromajdbc.embedding.EmbeddingSettings;
import io.github.chromajdbc.embedding.TextEmbedder;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import io.github.chromajdbc.error.ChromaWarning;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestCollection;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Texts become vectors with the function that a real server's collections store. */
@ExtendWith(ChromaServerExtension.class)
class SampleOnServerTest {
  private final TestDatabase database;
  private final List<ChromaWarning> warnings = new ArrayList<>();
  private final TextEmbedder embedder = new TextEmbedder(EmbeddingSettings.DEFAULT);
  private RestChromaStore store;

  SampleOnServerTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void open() {
    store = new RestChromaStore(database.settings());
  }

  @AfterEach
  void close() {
    store.close();
    embedder.close();
  }

  private TestCollection create(String name, String function, Map<String, ?> config) {
    return database.create(
        name,
        Map.of(
            "configuration",
            Map.of(
                "hnsw",
                Map.of("space", "cosine"),
                "embedding_function",
                Map.of("type", "known", "name", function, "config", config))));
  }

  private CollectionInfo info(TestCollection collection) {
    return store.collection(database.name(), collection.name(), Cancellation.never()).orElseThrow();
  }

  private float[] embed(CollectionInfo collection, String text) {
    return embedder
        .embed(
            collection,
            null,
            List.of(text),
            EmbeddingPurpose.QUERY,
            warnings::add,
            Cancellation.never())
        .get(0);
  }

  @Test
  void theCreditLimitIsFoundFirstAmongTheNewerTables() throws IOException {
    TestCollection tables = create("erp_tables", "default", Map.of());
    List<float[]> vectors = ErpSample.vectors("erp_tables");
    List<TestRecord> records = new ArrayList<>();
    for (SampleRecord record : ErpSample.records("erp_tables")) {
      records.add(
          TestRecord.of(record.id(), vectors.get(records.size()))
              .document(record.document())
              .metadata(record.metadata()));
    }
    CollectionInfo collection = info(tables.add(records));
    assertThat(collection.dimension()).isEqualTo(384);
    RecordPage page =
        store
            .query(
                collection,
                new QueryRequest(
                    List.of(embed(collection, "credit limit of a customer")),
                    5,
                    null,
                    new RecordFilter.And(
                        List.of(
                            new RecordFilter.Compare("year", RecordFilter.Operator.GREATER, 2015L),
                            new RecordFilter.Compare(
                                "model", RecordFilter.Operator.EQUAL, "Table"))),
                    null,
                    RecordFields.ID_ONLY),
                Cancellation.never())
            .get(0);
    assertThat(page.idList()).hasSize(5).startsWith("table.crd_cust_limit");
    assertThat(DoubleStream.of(page.distances()).boxed().toList()).isSorted();
    assertThat(warnings).isEmpty();
  }

  @Test
  void aStoredForeignHostIsRefusedAndNothingIsSent() throws IOException {
    try (ServerSocket foreign = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      // As Chroma's Python client stores it, the values that are not set included.
      Map<String, Object> config = new LinkedHashMap<>();
      config.put("api_key_env_var", "PATH");
      config.put("model_name", "text-embedding-ada-002");
      config.put("organization_id", null);
      config.put("api_base", "http://127.0.0.1:" + foreign.getLocalPort());
      config.put("api_type", null);
      config.put("default_headers", null);
      config.put("dimensions", null);
      CollectionInfo collection = info(create("foreign", "openai", config));
      assertThatThrownBy(() -> embed(collection, "salary of the director"))
          .isInstanceOfSatisfying(
              ChromaException.class,
              e -> assertThat(e.error()).isEqualTo(ChromaError.EMBEDDING_NOT_ALLOWED));
      foreign.setSoTimeout(300);
      assertThatThrownBy(foreign::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void namesOfJavaScriptClientsAreUnderstood() {
    CollectionInfo collection =
        info(
            create(
                "javascript",
                "sentence-transformer",
                Map.of(
                    "model_name",
                    "all-MiniLM-L6-v2",
                    "device",
                    "cpu",
                    "normalize_embeddings",
                    false,
                    "kwargs",
                    Map.of())));
    assertThat(embedder.describe(collection, null))
        .isEqualTo("sentence_transformer:all-MiniLM-L6-v2");
  }

  @Test
  void aCollectionThatStoresNoFunctionGetsTheDefaultAndAWarning() {
    CollectionInfo collection = info(database.create("bare", Map.of("configuration", Map.of())));
    assertThat(embed(collection, "text")).hasSize(384);
    assertThat(warnings).hasSize(1);
  }

  @Test
  void anotherDimensionIsRefused() {
    CollectionInfo collection =
        info(create("small", "default", Map.of()).add(TestRecord.of("a", 1, 2, 3)));
    assertThatThrownBy(() -> embed(collection, "text"))
        .hasMessageContaining("3 dimensions")
        .hasMessageContaining("384");
  }
}
