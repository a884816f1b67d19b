package io.github.chromajdbc.it.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.CollectionSelector;
import io.github.chromajdbc.index.IndexService.Detail;
import io.github.chromajdbc.index.IndexService.IfExists;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexTarget;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.definition.KeyType;
import io.github.chromajdbc.index.operation.FileIndexService;
import io.github.chromajdbc.index.report.IndexInfo;
import io.github.chromajdbc.testing.ChromaApi;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Indexes never change an answer, and come and go without a trace. */
class IndexedAnswersPropertyTest {
  private static final List<String> KEYS = List.of("a", "b", "it's", "x.y", "schlüssel");
  private static final List<KeyType> TYPES = List.of(KeyType.values());
  private static final int RECORDS = 60;
  private static final int FILTERS = 12;

  private static @Nullable ServedFile shared;

  @BeforeContainer
  static void startServer() {
    shared = ServedFile.start();
  }

  @AfterContainer
  static void stopServer() {
    served().close();
  }

  private static ServedFile served() {
    if (shared == null) {
      throw new IllegalStateException("the server was not started");
    }
    return shared;
  }

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void answersAreTheSameBeforeWithAndAfterIndexes(@ForAll long seed) {
    Random random = new Random(seed);
    ServedFile server = served();
    String name = "random-" + Long.toHexString(seed);
    String collection = server.createCollection(name);
    server.add(collection, records(random));
    List<JsonNode> filters = new ArrayList<>();
    for (int i = 0; i < FILTERS; i++) {
      filters.add(filter(random, 2));
    }
    List<String> schema = ServedFile.schema(server.file());
    List<JsonNode> before = answers(collection, filters);

    Set<IndexDefinition> definitions = definitions(random);
    CollectionSelector selector = CollectionSelector.id(collection);
    try (FileIndexService service = server.indexes()) {
      for (IndexDefinition definition : definitions) {
        service.create(selector, definition, IfExists.FAIL, BuildMonitor.SILENT);
      }
      assertThat(service.list(selector, Detail.SIZE))
          .allMatch(index -> index.state() == IndexInfo.State.READY)
          .extracting(IndexInfo::definition)
          .containsExactlyInAnyOrderElementsOf(definitions);
      assertThat(answers(collection, filters)).as("with %s", definitions).isEqualTo(before);

      List<String> indexed = ServedFile.schema(server.file());
      service.rebuildAll(selector, BuildMonitor.SILENT);
      service.rebuildAll(selector, BuildMonitor.SILENT);
      assertThat(ServedFile.schema(server.file())).isEqualTo(indexed);
      assertThat(answers(collection, filters)).isEqualTo(before);

      service.dropAll(selector);
    }
    assertThat(ServedFile.schema(server.file())).isEqualTo(schema);
    assertThat(answers(collection, filters)).isEqualTo(before);
    server.deleteCollection(name);
  }

  private static List<JsonNode> answers(String collection, List<JsonNode> filters) {
    ServedFile server = served();
    List<JsonNode> answers = new ArrayList<>();
    answers.add(server.get(collection, null, null));
    answers.add(server.get(collection, null, 7));
    for (JsonNode filter : filters) {
      // The filter stands beside its answer so that a failure names it.
      answers.add(filter);
      answers.add(server.get(collection, filter, null));
      answers.add(server.get(collection, filter, 3));
      answers.add(server.query(collection, filter, List.of(0.3), 5));
    }
    return answers;
  }

  private static Map<String, Object> records(Random random) {
    List<String> ids = new ArrayList<>();
    List<List<Double>> embeddings = new ArrayList<>();
    List<Map<String, Object>> metadatas = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      ids.add("r" + i);
      embeddings.add(List.of(i / 7.0));
      Map<String, Object> metadata = new LinkedHashMap<>();
      metadata.put("always", i);
      for (String key : KEYS) {
        if (random.nextInt(4) > 0) {
          metadata.put(key, random.nextInt(6) == 0 ? List.of(string(random)) : scalar(random));
        }
      }
      metadatas.add(metadata);
    }
    return Map.of("ids", ids, "embeddings", embeddings, "metadatas", metadatas);
  }

  private static Object scalar(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> string(random);
      case 1 -> random.nextInt(6) - 2;
      case 2 -> (random.nextInt(8) - 3) / 2.0;
      default -> random.nextBoolean();
    };
  }

  private static String string(Random random) {
    return List.of("", "x", "it's", "Ä", "x'--").get(random.nextInt(5));
  }

  private static JsonNode filter(Random random, int depth) {
    ObjectNode filter = ChromaApi.JSON.createObjectNode();
    if (depth > 0 && random.nextInt(3) == 0) {
      ArrayNode children = filter.putArray(random.nextBoolean() ? "$and" : "$or");
      for (int i = 0; i < 2 + random.nextInt(2); i++) {
        children.add(filter(random, depth - 1));
      }
      return filter;
    }
    ObjectNode predicate = filter.putObject(KEYS.get(random.nextInt(KEYS.size())));
    Object value = scalar(random);
    String[] operators =
        value instanceof Number
            ? new String[] {"$eq", "$ne", "$lt", "$lte", "$gt", "$gte", "$in", "$nin"}
            : new String[] {"$eq", "$ne", "$in", "$nin", "$contains", "$not_contains"};
    String operator = operators[random.nextInt(operators.length)];
    predicate.set(
        operator,
        ChromaApi.JSON.valueToTree(operator.endsWith("in") ? List.of(value, value) : value));
    return filter;
  }

  private static Set<IndexDefinition> definitions(Random random) {
    Set<IndexDefinition> definitions = new HashSet<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      if (random.nextInt(5) == 0) {
        definitions.add(IndexDefinition.onRecords("i" + i));
        continue;
      }
      List<String> keys = new ArrayList<>(KEYS);
      List<IndexedKey> chosen = new ArrayList<>();
      for (int k = 0; k < 1 + random.nextInt(3); k++) {
        EnumSet<KeyType> types = EnumSet.of(TYPES.get(random.nextInt(4)));
        types.add(TYPES.get(random.nextInt(4)));
        String key = keys.remove(random.nextInt(keys.size()));
        chosen.add(random.nextInt(3) == 0 ? IndexedKey.ofAllTypes(key) : IndexedKey.of(key, types));
      }
      definitions.add(new IndexDefinition("i" + i, new IndexTarget.MetadataKeys(chosen)));
    }
    return definitions;
  }
}
