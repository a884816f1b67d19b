package io.github.chromajdbc.calcite.engine;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.client.GetRequest;
import io.github.chromajdbc.client.Identity;
import io.github.chromajdbc.client.MetadataSample;
import io.github.chromajdbc.client.QueryRequest;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RecordPage;
import io.github.chromajdbc.client.RequestText;
import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.client.StoreAbilities;
import io.github.chromajdbc.client.ValueKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One collection {@code records} with one record, in memory, whatever is asked of it. */
final class WarmUpStore implements ChromaStore {
  static final int DIMENSION = 2;

  private static final Map<String, Object> METADATA = Map.of("text", "a", "number", 1L);

  private final CollectionInfo collection;

  WarmUpStore(DatabaseName database) {
    collection =
        new CollectionInfo(
            database,
            "00000000-0000-0000-0000-000000000000",
            "records",
            Space.L2,
            DIMENSION,
            Map.of(),
            Map.of("text", Set.of(ValueKind.STRING), "number", Set.of(ValueKind.INT)),
            null);
  }

  @Override
  public StoreAbilities abilities(Cancellation cancellation) {
    return new StoreAbilities("1.0.0", true, true, true, 1_000, 1_000, 100, 100, 10);
  }

  @Override
  public Identity identity(Cancellation cancellation) {
    return new Identity(
        "", collection.database().tenant(), List.of(collection.database().database()));
  }

  @Override
  public void ping(Cancellation cancellation) {}

  @Override
  public boolean tenantExists(String tenant, Cancellation cancellation) {
    return true;
  }

  @Override
  public List<String> databases(String tenant, Cancellation cancellation) {
    return List.of(collection.database().database());
  }

  @Override
  public List<CollectionInfo> collections(DatabaseName database, Cancellation cancellation) {
    return List.of(collection);
  }

  @Override
  public Optional<CollectionInfo> collection(
      DatabaseName database, String name, Cancellation cancellation) {
    return collection.name().equals(name) ? Optional.of(collection) : Optional.empty();
  }

  @Override
  public MetadataSample sample(CollectionInfo of, int records, Cancellation cancellation) {
    return new MetadataSample(0, Map.of());
  }

  @Override
  public long count(CollectionInfo of, Cancellation cancellation) {
    return 1;
  }

  @Override
  public RecordPage get(CollectionInfo from, GetRequest request, Cancellation cancellation) {
    return page(request.fields(), null);
  }

  @Override
  public List<RecordPage> query(
      CollectionInfo from, QueryRequest request, Cancellation cancellation) {
    return List.of(page(request.fields(), new double[] {0}));
  }

  private static RecordPage page(RecordFields fields, double @Nullable [] distances) {
    Map<String, @Nullable Object[]> values = new HashMap<>();
    for (String key : fields.metadataKeys()) {
      values.put(key, new @Nullable Object[] {METADATA.get(key)});
    }
    return new RecordPage(
        new String[] {"a"},
        fields.documents() ? new @Nullable String[] {"abc"} : null,
        fields.uris() ? new @Nullable String[] {null} : null,
        fields.embeddings() ? new float @Nullable [][] {new float[DIMENSION]} : null,
        values,
        fields.wholeMetadata() ? new @Nullable String[] {"{\"number\":1,\"text\":\"a\"}"} : null,
        distances);
  }

  @Override
  public RequestText describeCount(CollectionInfo of) {
    return new RequestText("", "");
  }

  @Override
  public RequestText describeGet(CollectionInfo from, GetRequest request) {
    return new RequestText("", "");
  }

  @Override
  public RequestText describeQuery(CollectionInfo from, QueryRequest request) {
    return new RequestText("", "");
  }

  @Override
  public void close() {}
}
