package io.github.chromajdbc.client.rest;

import static io.github.chromajdbc.client.rest.Requests.NEVER;
import static io.github.chromajdbc.client.rest.Requests.all;
import static io.github.chromajdbc.client.rest.Requests.where;
import static io.github.chromajdbc.client.rest.Requests.whereDocument;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.QueryRequest;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RecordFilter.Compare;
import io.github.chromajdbc.client.RecordFilter.DocumentContains;
import io.github.chromajdbc.client.RecordFilter.Operator;
import io.github.chromajdbc.client.RecordPage;
import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.client.StoreAbilities;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.OldestChroma;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same client on server 1.0.0. */
@ExtendWith(ChromaServerExtension.class)
@OldestChroma
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OldestServerTest {
  private RestChromaStore store;
  private CollectionInfo info;

  @BeforeAll
  void fill(TestDatabase database) {
    database
        .create("oldest", Space.COSINE)
        .add(
            TestRecord.of("a", 1, 0).document("alpha").metadata(Map.of("n", 1)),
            TestRecord.of("b", 0, 2).metadata(Map.of("n", 2.0)));
    store = new RestChromaStore(database.settings());
    info = store.collection(database.name(), "oldest", NEVER).orElseThrow();
  }

  @AfterAll
  void close() {
    store.close();
  }

  @Test
  void lacksWhatCameLater() {
    StoreAbilities abilities = store.abilities(NEVER);
    assertThat(abilities.documentInWhere()).isFalse();
    assertThat(abilities.arrayMetadata()).isFalse();
    assertThat(abilities.schema()).isFalse();
    assertThat(info.schemaKeys()).isNull();
  }

  @Test
  void tellsTheSpaceByWhichItReallyMeasures() {
    assertThat(info.space()).isEqualTo(Space.COSINE);
    QueryRequest nearest =
        new QueryRequest(List.of(new float[] {5, 0}), 2, null, null, null, RecordFields.ID_ONLY);
    RecordPage page = store.query(info, nearest, NEVER).get(0);
    assertThat(page.ids()).containsExactly("a", "b");
    assertThat(requireNonNull(page.distances())[0]).isBetween(-1e-6, 1e-6);
    assertThat(requireNonNull(page.distances())[1]).isBetween(1 - 1e-6, 1 + 1e-6);
  }

  @Test
  void readsRecords() {
    RecordFields fields = new RecordFields(true, false, true, Set.of("n"), true);
    RecordPage page = store.get(info, all(fields), NEVER);
    assertThat(page.ids()).containsExactly("a", "b");
    assertThat(page.documents()).containsExactly("alpha", null);
    assertThat(page.metadata().get("n")).containsExactly(1L, 2.0);
    assertThat(page.metadataJson()).containsExactly("{\"n\":1}", "{\"n\":2.0}");
    assertThat(store.count(info, NEVER)).isEqualTo(2);
  }

  @Test
  void filters() {
    assertThat(store.get(info, where(new Compare("n", Operator.GREATER, 1L)), NEVER).idList())
        .containsExactly("b");
    assertThat(store.get(info, whereDocument(new DocumentContains(false, "lph")), NEVER).idList())
        .containsExactly("a");
  }
}
