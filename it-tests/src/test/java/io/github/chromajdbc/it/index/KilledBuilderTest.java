package io.github.chromajdbc.it.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chromajdbc.index.IndexService.Detail;
import io.github.chromajdbc.index.operation.FileIndexService;
import io.github.chromajdbc.index.report.IndexInfo;
import io.github.chromajdbc.index.report.IndexInfo.State;
import io.github.chromajdbc.index.report.PhysicalIndexInfo;
import io.github.chromajdbc.testing.ChromaApi;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A builder may die at any moment: the file stays sound, the server answers, nothing is half. */
class KilledBuilderTest {
  private static final int RECORDS = 20_000;
  private static final int BATCH = 4_000;

  /** One round of the builder takes about this long on a slow machine. */
  private static final int WINDOW_MILLIS = 1_200;

  @Test
  void leavesASoundFileAndNoHalfIndex() throws Exception {
    int kills = Integer.getInteger("index.kills", 20);
    Random moments = new Random();
    int foundIndexes = 0;
    try (ServedFile server = ServedFile.start()) {
      String collection = server.createCollection("killed");
      SampleRecords records = new SampleRecords(1);
      for (int i = 0; i < RECORDS; i += BATCH) {
        server.add(collection, records.next(BATCH));
      }
      JsonNode filter = ChromaApi.JSON.readTree("{\"active\":true}");
      JsonNode expected = server.get(collection, filter, null);
      try (Reader reader = new Reader(server, collection, filter, expected)) {
        for (int i = 0; i < kills; i++) {
          kill(server.file(), collection, moments.nextInt(WINDOW_MILLIS));
          assertThat(ServedFile.sql(server.file(), "PRAGMA integrity_check")).containsExactly("ok");
          foundIndexes += assertNothingIsHalf(server, collection);
          assertThat(server.get(collection, filter, null)).isEqualTo(expected);
        }
        reader.assertAlwaysAnswered(kills);
      }
      assertThat(server.count(collection)).isEqualTo(RECORDS);
      try (FileIndexService service = server.indexes()) {
        service.listAll(Detail.DEFINITION);
      }
    }
    // Some kills must have met a finished index, others none, or the moments were not random.
    assertThat(foundIndexes).isBetween(1, 2 * kills - 1);
  }

  private static void kill(Path file, String collection, int afterMillis) throws Exception {
    Process builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BuilderProcess.class.getName(),
                file.toString(),
                collection)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(builder.getInputStream().read()).isEqualTo('b');
      TimeUnit.MILLISECONDS.sleep(afterMillis);
      assertThat(builder.isAlive()).isTrue();
    } finally {
      builder.destroyForcibly().waitFor();
    }
  }

  /** Every index listed is complete, and every custom index in the file belongs to one listed. */
  private static int assertNothingIsHalf(ServedFile server, String collection) {
    try (FileIndexService service = server.indexes()) {
      List<IndexInfo> listed = service.listAll(Detail.SIZE);
      assertThat(listed)
          .allMatch(index -> index.state() == State.READY)
          .allMatch(index -> index.collectionId().equals(collection));
      Set<String> owned =
          listed.stream()
              .flatMap(index -> index.physical().stream())
              .map(PhysicalIndexInfo::name)
              .collect(Collectors.toSet());
      List<String> custom =
          ServedFile.sql(
              server.file(),
              "SELECT name FROM sqlite_master WHERE name LIKE 'custom\\_idx\\_%' ESCAPE '\\'"
                  + " AND tbl_name <> 'migrations'");
      assertThat(custom).containsExactlyInAnyOrderElementsOf(owned);
      return listed.size();
    }
  }

  /** Asks the server all the time. */
  private static final class Reader implements AutoCloseable {
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Thread thread;

    Reader(ServedFile server, String collection, JsonNode filter, JsonNode expected) {
      thread =
          new Thread(
              () -> {
                try {
                  while (!stopped.get()) {
                    assertThat(server.get(collection, filter, null)).isEqualTo(expected);
                    answers.incrementAndGet();
                    TimeUnit.MILLISECONDS.sleep(5);
                  }
                } catch (InterruptedException interrupted) {
                  Thread.currentThread().interrupt();
                } catch (RuntimeException | AssertionError wrong) {
                  failure.set(wrong);
                }
              },
              "reader");
      thread.start();
    }

    void assertAlwaysAnswered(int atLeast) {
      assertThat(failure.get()).isNull();
      assertThat(answers.get()).isGreaterThan(atLeast);
    }

    @Override
    public void close() {
      stopped.set(true);
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
