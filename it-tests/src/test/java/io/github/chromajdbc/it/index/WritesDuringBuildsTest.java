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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The server's own writes go on while indexes are built: none fails, none is lost. */
class WritesDuringBuildsTest {
  private static final int BATCH = 200;
  private static final int BUILDS = 30;
  private static final int LEAST_RECORDS = 10_000;

  /** What the server's client saw. */
  private record Written(int records, int active) {}

  @Test
  void noWriteIsLostAndNoneFails() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (ServedFile server = ServedFile.start();
        FileIndexService service = server.indexes()) {
      String collection = server.createCollection("busy");
      Future<Written> writer = thread.submit(() -> write(server, collection, stop));
      CollectionSelector selector = CollectionSelector.id(collection);
      IndexDefinition definition =
          IndexDefinition.onKeys(
              "i", IndexedKey.of("active", KeyType.BOOL), IndexedKey.ofAllTypes("source"));
      service.create(selector, definition, IfExists.FAIL, BuildMonitor.SILENT);
      for (int i = 0; i < BUILDS || server.count(collection) < LEAST_RECORDS; i++) {
        assertThat(writer.isDone()).isFalse();
        service.rebuild(selector, "i", BuildMonitor.SILENT);
        service.drop(selector, "i");
        service.create(selector, definition, IfExists.FAIL, BuildMonitor.SILENT);
      }
      stop.set(true);
      Written written = writer.get();
      assertThat(written.records()).isGreaterThanOrEqualTo(LEAST_RECORDS);
      assertThat(server.count(collection)).isEqualTo(written.records());
      JsonNode active = ChromaApi.JSON.readTree("{\"active\":true}");
      assertThat(server.get(collection, active, null).path(0)).hasSize(written.active());
      assertThat(service.quickCheck().isSound()).isTrue();
      assertThat(service.verify(selector, "i").allUsed()).isTrue();
    } finally {
      stop.set(true);
      thread.shutdown();
    }
  }

  /** At full speed; an error answer of the server ends it with an AssertionError. */
  private static Written write(ServedFile server, String collection, AtomicBoolean stop) {
    SampleRecords records = new SampleRecords(2);
    int count = 0;
    while (!stop.get()) {
      server.add(collection, records.next(BATCH));
      count += BATCH;
    }
    return new Written(count, records.active());
  }
}
