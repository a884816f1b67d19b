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
import io.github.chromajdbc.index.report.IndexInfo;
import io.github.chromajdbc.testing.ChromaApi;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * The server has its own SQLite, so that a plan seen elsewhere proves nothing about it: its time
 * does.
 */
class ServerUsesIndexTest {
  private static final int RECORDS = 30_000;
  private static final int BATCH = 5_000;
  private static final int RUNS = 21;

  @Test
  void theRunningServerGetsFasterAtOnce() throws Exception {
    try (ServedFile server = ServedFile.start();
        FileIndexService service = server.indexes()) {
      String collection = server.createCollection("articles");
      SampleRecords records = new SampleRecords(6);
      for (int i = 0; i < RECORDS; i += BATCH) {
        server.add(collection, records.next(BATCH));
      }
      JsonNode filter = ChromaApi.JSON.readTree("{\"active\":true}");
      long scanned = median(server, collection, filter);
      IndexInfo index =
          service.create(
              CollectionSelector.id(collection),
              IndexDefinition.onKeys("i", IndexedKey.of("active", KeyType.BOOL)),
              IfExists.FAIL,
              BuildMonitor.SILENT);
      long indexed = median(server, collection, filter);
      service.drop(CollectionSelector.id(collection), "i");
      long dropped = median(server, collection, filter);
      assertThat(index.warnings()).isEmpty();
      // Measured: 8 to 15 times on an idle machine.
      assertThat(indexed).isLessThan(scanned / 3);
      assertThat(indexed).isLessThan(dropped / 3);
    }
  }

  private static long median(ServedFile server, String collection, JsonNode filter) {
    long[] nanos = new long[RUNS];
    for (int i = 0; i < RUNS; i++) {
      long started = System.nanoTime();
      server.get(collection, filter, 10);
      nanos[i] = System.nanoTime() - started;
    }
    Arrays.sort(nanos);
    return nanos[RUNS / 2];
  }
}
