package io.github.chromajdbc;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.client.GetRequest;
import io.github.chromajdbc.client.Identity;
import io.github.chromajdbc.client.MetadataSample;
import io.github.chromajdbc.client.QueryRequest;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RecordFilter;
import io.github.chromajdbc.client.RecordPage;
import io.github.chromajdbc.client.RequestText;
import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.client.StoreAbilities;
import io.github.chromajdbc.client.ValueKind;
import io.github.chromajdbc.error.ChromaError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A store of one's own: collections in memory, whose records have text metadata and vectors of
 * squared Euclidean distance. It filters by comparisons for equality, AND and OR.
 */
class ListStore implements ChromaStore {
  /** A record. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Item(String id, float[] vector, Map<String, String> metadata) {}

  private static final DatabaseName DATABASE = new DatabaseName("own", "memory");

  private final Map<String, List<Item>> collections = new TreeMap<>();

  ListStore with(String collection, Item... items) {
    collections.put(collection, List.of(items));
    return this;
  }

  private CollectionInfo describe(String name) {
    return new CollectionInfo(DATABASE, name, name, Space.L2, 2, Map.of(), null, null);
  }

  private List<Item> matching(
      CollectionInfo collection, @Nullable List<String> ids, @Nullable RecordFilter where) {
    List<Item> items = collections.get(collection.name());
    if (items == null) {
      throw ChromaError.COLLECTION_GONE.exception(collection.name());
    }
    return items.stream()
        .filter(item -> ids == null || ids.contains(item.id()))
        .filter(item -> where == null || matches(item, where))
        .toList();
  }

  private static boolean matches(Item item, RecordFilter filter) {
    if (filter instanceof RecordFilter.And and) {
      return and.children().stream().allMatch(child -> matches(item, child));
    }
    if (filter instanceof RecordFilter.Or or) {
      return or.children().stream().anyMatch(child -> matches(item, child));
    }
    if (filter instanceof RecordFilter.Member member) {
      return member.values().contains(item.metadata().get(member.key())) != member.negated();
    }
    if (filter instanceof RecordFilter.Compare compare
        && (compare.operator() == RecordFilter.Operator.EQUAL
            || compare.operator() == RecordFilter.Operator.NOT_EQUAL)) {
      return compare.value().equals(item.metadata().get(compare.key()))
          == (compare.operator() == RecordFilter.Operator.EQUAL);
    }
    throw ChromaError.NOT_SUPPORTED.exception("This store has no filter " + filter);
  }

  private static RecordPage page(List<Item> items, RecordFields fields, double[] distances) {
    Map<String, @Nullable Object[]> metadata = new HashMap<>();
    for (String key : fields.metadataKeys()) {
      metadata.put(key, items.stream().map(item -> item.metadata().get(key)).toArray());
    }
    return new RecordPage(
        items.stream().map(Item::id).toArray(String[]::new),
        new String[items.size()],
        new String[items.size()],
        items.stream().map(Item::vector).toArray(float[][]::new),
        metadata,
        new String[items.size()],
        distances);
  }

  @Override
  public RecordPage get(CollectionInfo collection, GetRequest request, Cancellation cancellation) {
    List<Item> items = matching(collection, request.ids(), request.where());
    int from = Math.min(request.offset(), items.size());
    Integer limit = request.limit();
    int to = limit == null ? items.size() : Math.min(items.size(), from + limit);
    return page(items.subList(from, to), request.fields(), new double[to - from]);
  }

  @Override
  public List<RecordPage> query(
      CollectionInfo collection, QueryRequest request, Cancellation cancellation) {
    List<RecordPage> pages = new ArrayList<>();
    for (float[] vector : request.vectors()) {
      List<Item> nearest =
          matching(collection, request.ids(), request.where()).stream()
              .sorted(Comparator.comparingDouble(item -> distance(vector, item.vector())))
              .limit(request.count())
              .toList();
      pages.add(
          page(
              nearest,
              request.fields(),
              nearest.stream().mapToDouble(item -> distance(vector, item.vector())).toArray()));
    }
    return pages;
  }

  private static double distance(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (one[i] - other[i]) * (double) (one[i] - other[i]);
    }
    return sum;
  }

  @Override
  public long count(CollectionInfo collection, Cancellation cancellation) {
    return matching(collection, null, null).size();
  }

  @Override
  public MetadataSample sample(CollectionInfo collection, int records, Cancellation cancellation) {
    Map<String, Set<ValueKind>> kinds = new HashMap<>();
    matching(collection, null, null)
        .forEach(
            item ->
                item.metadata().keySet().forEach(key -> kinds.put(key, Set.of(ValueKind.STRING))));
    return new MetadataSample(records, kinds);
  }

  @Override
  public List<CollectionInfo> collections(DatabaseName database, Cancellation cancellation) {
    return collections.keySet().stream().map(this::describe).toList();
  }

  @Override
  public Optional<CollectionInfo> collection(
      DatabaseName database, String name, Cancellation cancellation) {
    return collections.containsKey(name) ? Optional.of(describe(name)) : Optional.empty();
  }

  @Override
  public StoreAbilities abilities(Cancellation cancellation) {
    return new StoreAbilities("memory", false, false, false, 1000, 1000, 100, 100, 20);
  }

  @Override
  public Identity identity(Cancellation cancellation) {
    return new Identity("", DATABASE.tenant(), List.of(DATABASE.database()));
  }

  @Override
  public void ping(Cancellation cancellation) {}

  @Override
  public boolean tenantExists(String tenant, Cancellation cancellation) {
    return tenant.equals(DATABASE.tenant());
  }

  @Override
  public List<String> databases(String tenant, Cancellation cancellation) {
    return List.of(DATABASE.database());
  }

  @Override
  public RequestText describeCount(CollectionInfo collection) {
    return new RequestText("count " + collection.name(), "");
  }

  @Override
  public RequestText describeGet(CollectionInfo collection, GetRequest request) {
    return new RequestText("get " + collection.name(), "");
  }

  @Override
  public RequestText describeQuery(CollectionInfo collection, QueryRequest request) {
    return new RequestText("query " + collection.name(), "");
  }

  @Override
  public void close() {}
}
