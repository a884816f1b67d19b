package io.github.chromajdbc.client.rest;

import static io.github.chromajdbc.client.rest.Requests.NEVER;
import static io.github.chromajdbc.client.rest.Requests.all;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.client.EmbeddingFunctionConfig;
import io.github.chromajdbc.client.GetRequest;
import io.github.chromajdbc.client.QueryRequest;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RecordPage;
import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.client.StoreAbilities;
import io.github.chromajdbc.client.ValueKind;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestCollection;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ChromaServerExtension.class)
class RestChromaStoreTest {
  private static final RecordFields EVERYTHING =
      new RecordFields(true, true, true, Set.of("s", "i", "f", "b", "texts", "numbers"), true);

  private final TestDatabase database;
  private RestChromaStore store;

  RestChromaStoreTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void open() {
    store = new RestChromaStore(database.settings());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private CollectionInfo info(TestCollection collection) {
    return store.collection(database.name(), collection.name(), NEVER).orElseThrow();
  }

  @Test
  void tellsItsIdentityTenantsAndDatabases() {
    store.ping(NEVER);
    assertThat(store.identity(NEVER).tenant()).isEqualTo("default_tenant");
    assertThat(store.identity(NEVER).databases()).isNotEmpty();
    assertThat(store.tenantExists("default_tenant", NEVER)).isTrue();
    assertThat(store.tenantExists("no tenant/of that name", NEVER)).isFalse();
    assertThat(store.databases("default_tenant", NEVER))
        .contains("default_database", database.name().database())
        .isSorted();
    assertThat(store.databases("no_such_tenant", NEVER)).isEmpty();
  }

  @Test
  void findsOutWhatTheNewestServerCanDoInTwoRequests() {
    try (CountingProxy proxy = new CountingProxy(database.server().url());
        RestChromaStore counted =
            new RestChromaStore(RestSettings.of(proxy.host(), proxy.port()))) {
      StoreAbilities abilities = counted.abilities(NEVER);
      assertThat(abilities.documentInWhere()).isTrue();
      assertThat(abilities.arrayMetadata()).isTrue();
      assertThat(abilities.schema()).isTrue();
      assertThat(abilities.version()).isEqualTo("1.0.0");
      assertThat(counted.abilities(NEVER)).isEqualTo(abilities);
      assertThat(proxy.seen()).hasSize(2);
    }
  }

  @Test
  void describesACollection() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("metadata", Map.of("owner", "ann", "rank", 3, "weight", 2.0, "live", true));
    members.put(
        "configuration",
        Map.of(
            "hnsw",
            Map.of("space", "ip"),
            "embedding_function",
            Map.of(
                "type",
                "known",
                "name",
                "Sentence-Transformer",
                "config",
                Map.of("model_name", "m", "sizes", List.of(1, 2.0)))));
    TestCollection created = database.create("described", members);
    assertThat(info(created).dimension()).isNull();
    created.add(
        TestRecord.of("1", 1, 2, 3)
            .metadata(Map.of("s", "x", "i", 1, "f", 1.5, "b", true, "texts", List.of("a"))),
        TestRecord.of("2", 1, 2, 3).document("text").metadata(Map.of("i", 1.5)));

    CollectionInfo info = info(created);

    assertThat(info.id()).isEqualTo(created.id());
    assertThat(info.database()).isEqualTo(database.name());
    assertThat(info.space()).isEqualTo(Space.IP);
    assertThat(info.dimension()).isEqualTo(3);
    assertThat(info.metadata())
        .isEqualTo(Map.of("owner", "ann", "rank", 3L, "weight", 2.0, "live", true));
    assertThat(info.schemaKeys())
        .isEqualTo(
            Map.of(
                "s", Set.of(ValueKind.STRING),
                "i", Set.of(ValueKind.INT, ValueKind.FLOAT),
                "f", Set.of(ValueKind.FLOAT),
                "b", Set.of(ValueKind.BOOL),
                "texts", Set.of(ValueKind.STRING)));
    assertThat(info.embeddingFunction())
        .isEqualTo(
            new EmbeddingFunctionConfig(
                "sentence_transformer", Map.of("model_name", "m", "sizes", List.of(1L, 2.0))));
  }

  @Test
  void readsEverySpace() {
    for (Space space : Space.values()) {
      TestCollection created = database.create("space_" + space, space);
      assertThat(info(created).space()).isEqualTo(space);
    }
    assertThat(info(database.create("space_by_default", Map.of())).space()).isEqualTo(Space.L2);
  }

  @Test
  void aCollectionIsFoundByItsExactNameOnly() {
    database.create("Exact.Name-1", Space.L2);
    assertThat(store.collection(database.name(), "Exact.Name-1", NEVER)).isPresent();
    assertThat(store.collection(database.name(), "exact.name-1", NEVER)).isEmpty();
    assertThat(store.collection(database.name(), "", NEVER)).isEmpty();
    assertThat(store.collection(database.name(), "a/b?c#d %25é", NEVER)).isEmpty();
    assertThat(store.collection(database.name(), "..", NEVER)).isEmpty();
    assertThat(store.collection(new DatabaseName("no", "where"), "Exact.Name-1", NEVER)).isEmpty();
  }

  @Test
  void listsCollectionsSortedByNameAcrossPages() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 270; i++) {
      names.add("many_%03d".formatted(i));
      database.create("many_%03d".formatted(i), Map.of());
    }
    assertThat(store.collections(database.name(), NEVER))
        .extracting(CollectionInfo::name)
        .isSorted()
        .containsAll(names);
    assertThat(store.collections(new DatabaseName("default_tenant", "no_such"), NEVER)).isEmpty();
  }

  @Test
  void readsEveryPartOfARecordWithItsType() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("s", "quote \" and \\ and é and \n");
    metadata.put("i", Long.MAX_VALUE);
    metadata.put("f", 3.0);
    metadata.put("b", false);
    metadata.put("texts", List.of("x", "y"));
    metadata.put("numbers", List.of(1, 2));
    metadata.put("unread", "not asked for");
    TestCollection created = database.create("parts", Space.L2);
    created.add(
        TestRecord.of("1", 0.1f, 2, 3).document("döc 🙂").uri("file:/a").metadata(metadata),
        TestRecord.of("2", 1, 2, 3),
        TestRecord.of("3", 1, 2, 3).metadata(Map.of("i", Long.MIN_VALUE, "f", -1.0e300)));

    RecordPage page = store.get(info(created), all(EVERYTHING), NEVER);

    assertThat(page.ids()).containsExactly("1", "2", "3");
    assertThat(page.documents()).containsExactly("döc 🙂", null, null);
    assertThat(page.uris()).containsExactly("file:/a", null, null);
    assertThat(requireNonNull(page.embeddings())[0]).containsExactly(0.1f, 2, 3);
    assertThat(page.metadata()).doesNotContainKey("unread");
    assertThat(page.metadata().get("s"))
        .containsExactly("quote \" and \\ and é and \n", null, null);
    assertThat(page.metadata().get("i")).containsExactly(Long.MAX_VALUE, null, Long.MIN_VALUE);
    assertThat(page.metadata().get("f")).containsExactly(3.0, null, -1.0e300);
    assertThat(page.metadata().get("b")).containsExactly(false, null, null);
    assertThat(page.metadata().get("texts")).containsExactly(List.of("x", "y"), null, null);
    assertThat(page.metadata().get("numbers")).containsExactly(List.of(1L, 2L), null, null);
    assertThat(page.metadataJson())
        .containsExactly(
            "{\"b\":false,\"f\":3.0,\"i\":9223372036854775807,\"numbers\":[1,2],"
                + "\"s\":\"quote \\\" and \\\\ and é and \\n\",\"texts\":[\"x\",\"y\"],"
                + "\"unread\":\"not asked for\"}",
            null,
            "{\"f\":-1e+300,\"i\":-9223372036854775808}");
    assertThat(page.distances()).isNull();
  }

  @Test
  void asksForNoMoreThanIsWanted() {
    TestCollection created = database.create("pruned", Space.L2);
    created.add(TestRecord.of("1", 1, 2).document("d").metadata(Map.of("k", 1)));
    CollectionInfo info = info(created);
    RecordPage page = store.get(info, all(RecordFields.ID_ONLY), NEVER);
    assertThat(page.idList()).containsExactly("1");
    assertThat(page.documents()).isNull();
    assertThat(page.uris()).isNull();
    assertThat(page.embeddings()).isNull();
    assertThat(page.metadata()).isEmpty();
    assertThat(page.metadataJson()).isNull();
    assertThat(store.describeGet(info, all(RecordFields.ID_ONLY)).body())
        .isEqualTo("{\"include\":[]}");
    assertThat(store.describeGet(info, all(EVERYTHING)).body())
        .isEqualTo("{\"include\":[\"metadatas\",\"documents\",\"uris\",\"embeddings\"]}");
    assertThat(store.describeGet(info, all(EVERYTHING)).operation())
        .isEqualTo("POST .../collections/pruned/get");
  }

  @Test
  void pagesInTheOrderOfInsertion() {
    TestCollection created = database.create("pages", Space.L2);
    List<TestRecord> records = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      records.add(TestRecord.of("id" + i, i, 1).metadata(Map.of("n", i)));
    }
    created.add(records);
    CollectionInfo info = info(created);
    assertThat(store.count(info, NEVER)).isEqualTo(5_000);
    RecordFields n = new RecordFields(false, false, false, Set.of("n"), false);
    RecordPage page = store.get(info, new GetRequest(null, null, null, n, 1_500, 3_000), NEVER);
    assertThat(page.size()).isEqualTo(1_500);
    assertThat(page.ids()[0]).isEqualTo("id3000");
    assertThat(requireNonNull(page.metadata().get("n"))[1_499]).isEqualTo(4_499L);
    assertThat(store.get(info, new GetRequest(null, null, null, n, 0, 0), NEVER).size()).isZero();
    assertThat(store.get(info, new GetRequest(List.of(), null, null, n, null, 0), NEVER).size())
        .isZero();
    assertThat(
            store
                .get(
                    info,
                    new GetRequest(List.of("id7", "id3", "gone"), null, null, n, null, 0),
                    NEVER)
                .ids())
        .containsExactly("id3", "id7");
  }

  @Test
  void everyFloatComesBackAsItWasStored() {
    Random random = new Random(7);
    List<TestRecord> records = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      float[] vector = new float[64];
      for (int d = 0; d < vector.length; d++) {
        do {
          vector[d] = Float.intBitsToFloat(random.nextInt());
        } while (!Float.isFinite(vector[d]) || Math.abs(vector[d]) > 1.0e18);
      }
      records.add(TestRecord.of("id" + i, vector));
    }
    TestCollection created = database.create("floats", Space.L2).add(records);
    RecordFields embeddings = new RecordFields(false, false, true, Set.of(), false);
    RecordPage page = store.get(info(created), all(embeddings), NEVER);
    for (int i = 0; i < records.size(); i++) {
      assertThat(requireNonNull(page.embeddings())[i]).containsExactly(records.get(i).embedding());
    }
  }

  @Test
  void answersAQueryWithOnePageForEachVector() {
    TestCollection created = database.create("neighbours", Space.L2);
    created.add(
        TestRecord.of("a", 0, 0).document("origin").metadata(Map.of("k", 1)),
        TestRecord.of("b", 3, 4).metadata(Map.of("k", 2)),
        TestRecord.of("c", 10, 10));
    RecordFields fields = new RecordFields(true, false, false, Set.of("k"), true);
    List<RecordPage> pages =
        store.query(
            info(created),
            new QueryRequest(
                List.of(new float[] {0, 0}, new float[] {9, 9}), 2, null, null, null, fields),
            NEVER);
    assertThat(pages).hasSize(2);
    assertThat(pages.get(0).ids()).containsExactly("a", "b");
    assertThat(pages.get(0).distances()).containsExactly(0.0, 25.0);
    assertThat(pages.get(0).documents()).containsExactly("origin", null);
    assertThat(pages.get(0).metadata().get("k")).containsExactly(1L, 2L);
    assertThat(pages.get(1).ids()).containsExactly("c", "b");
    assertThat(pages.get(1).distances()).containsExactly(2.0, 61.0);
    assertThat(pages.get(1).metadataJson()).containsExactly(null, "{\"k\":2}");
  }

  @Test
  void namesBothDimensionsWhenAVectorDoesNotFit() {
    TestCollection created = database.create("three", Space.L2).add(TestRecord.of("a", 1, 2, 3));
    assertError(
        ChromaError.DIMENSION_MISMATCH,
        "Collection three holds vectors of 3 dimensions, the given vector has 2",
        () -> store.query(info(created), vector(1, 2), NEVER));
  }

  @Test
  void refusesAVectorThatIsNoNumberBeforeItIsSent() {
    TestCollection created = database.create("finite", Space.L2).add(TestRecord.of("a", 1, 2));
    assertError(
        ChromaError.INVALID_VALUE,
        "NaN",
        () -> store.query(info(created), vector(1, Float.NaN), NEVER));
  }

  @Test
  void saysThatACollectionIsGone() {
    TestCollection created = database.create("gone", Space.L2).add(TestRecord.of("a", 1, 2));
    CollectionInfo info = info(created);
    created.drop();
    assertError(
        ChromaError.COLLECTION_GONE,
        "Collection gone was deleted",
        () -> store.get(info, all(EVERYTHING), NEVER));
    assertError(ChromaError.COLLECTION_GONE, "gone", () -> store.count(info, NEVER));
    assertError(ChromaError.COLLECTION_GONE, "gone", () -> store.query(info, vector(1, 2), NEVER));
  }

  @Test
  void reportsTheServersOwnMessage() {
    TestCollection created = database.create("strict", Space.L2).add(TestRecord.of("a", 1, 2));
    QueryRequest unknownId =
        new QueryRequest(
            List.of(new float[] {1, 2}), 1, List.of("none"), null, null, RecordFields.ID_ONLY);
    assertError(
        ChromaError.SERVER_ERROR,
        "HTTP 500): InternalError: Error executing plan",
        () -> store.query(info(created), unknownId, NEVER));
  }

  @Test
  void readsThirtyTwoThousandRowsInOnePage() {
    TestCollection created = database.create("large", Space.L2);
    List<TestRecord> records = new ArrayList<>();
    for (int i = 0; i < 33_000; i++) {
      records.add(TestRecord.of("id" + i, i).metadata(Map.of("n", i)));
    }
    created.add(records);
    int limit = store.abilities(NEVER).maxPageRows();
    RecordFields n = new RecordFields(false, false, false, Set.of("n"), false);
    GetRequest request = new GetRequest(null, null, null, n, limit, 0);
    assertThat(store.get(info(created), request, NEVER).size()).isEqualTo(limit);
  }

  private static QueryRequest vector(float... vector) {
    return new QueryRequest(List.of(vector), 1, null, null, null, RecordFields.ID_ONLY);
  }

  private static void assertError(ChromaError error, String part, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            ChromaException.class,
            thrown -> {
              assertThat(thrown.error()).isEqualTo(error);
              assertThat(thrown.sentence()).contains(part);
            });
  }
}
