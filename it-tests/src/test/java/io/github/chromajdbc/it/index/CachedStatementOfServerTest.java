package io.github.chromajdbc.it.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.CollectionSelector;
import io.github.chromajdbc.index.IndexService.IfExists;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.definition.KeyType;
import io.github.chromajdbc.index.operation.FileIndexService;
import io.github.chromajdbc.testing.ChromaApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The server keeps the statement of a filter, whatever key it was prepared for. With an index whose
 * condition names a key, the answer for another key was seen to lose rows, when the same one of the
 * server's connections answered.
 */
class CachedStatementOfServerTest {
  private static final int RECORDS = 20;

  /** Changes the file of a server that runs. */
  private interface Change {
    void make(ServedFile server, String collection) throws Exception;
  }

  /** How many records a filter on b finds after one on a was run before and after a change. */
  private static int ofAnotherKeyAfter(Change change) throws Exception {
    try (ServedFile server = ServedFile.start()) {
      String collection = server.createCollection("docs");
      List<String> ids = new ArrayList<>();
      List<List<Double>> embeddings = new ArrayList<>();
      List<Map<String, Object>> metadatas = new ArrayList<>();
      for (int i = 0; i < RECORDS; i++) {
        ids.add("r" + i);
        embeddings.add(List.of(i / 7.0));
        metadatas.add(Map.of("a", true, "b", true));
      }
      server.add(collection, Map.of("ids", ids, "embeddings", embeddings, "metadatas", metadatas));
      assertThat(found(server, collection, "a")).isEqualTo(RECORDS);
      change.make(server, collection);
      assertThat(found(server, collection, "a")).isEqualTo(RECORDS);
      return found(server, collection, "b");
    }
  }

  private static int found(ServedFile server, String collection, String key) {
    JsonNode filter = ChromaApi.JSON.createObjectNode().put(key, true);
    return server.get(collection, filter, null).path(0).size();
  }

  @Test
  void findsEveryRecordOfAnotherKeyAfterAnIndexIsBuilt() throws Exception {
    int found =
        ofAnotherKeyAfter(
            (server, collection) -> {
              try (FileIndexService service = server.indexes()) {
                service.create(
                    CollectionSelector.id(collection),
                    IndexDefinition.onKeys("i", IndexedKey.of("a", KeyType.BOOL)),
                    IfExists.FAIL,
                    BuildMonitor.SILENT);
              }
            });
    assertThat(found).isEqualTo(RECORDS);
  }
}
