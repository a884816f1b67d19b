package io.github.chromajdbc.index.remote;

import static io.github.chromajdbc.index.testing.Refusals.problemOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.BuildProgress;
import io.github.chromajdbc.index.CollectionSelector;
import io.github.chromajdbc.index.IndexException;
import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.IndexService;
import io.github.chromajdbc.index.IndexService.Detail;
import io.github.chromajdbc.index.IndexService.IfExists;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.definition.KeyType;
import io.github.chromajdbc.index.operation.FileIndexService;
import io.github.chromajdbc.index.report.IndexInfo;
import io.github.chromajdbc.index.sidecar.Sidecar;
import io.github.chromajdbc.index.testing.ChromaFileBuilder.Schema;
import io.github.chromajdbc.index.testing.SampleFiles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client answers what the service on the file answers. */
class SidecarIndexServiceTest {
  @TempDir Path folder;

  private interface Comparison {
    void run(IndexService local, IndexService remote);
  }

  private void compare(Schema schema, Comparison comparison) {
    Path file = SampleFiles.twoCollections(folder.resolve("c.sqlite3"), schema, 200);
    try (FileIndexService local = FileIndexService.open(file);
        Sidecar sidecar =
            Sidecar.start(
                local, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "secret");
        IndexService remote = SidecarIndexService.connect(address(sidecar), "secret")) {
      comparison.run(local, remote);
    }
  }

  private static URI address(Sidecar sidecar) {
    return URI.create("http://127.0.0.1:" + sidecar.address().getPort() + "/");
  }

  @Test
  void answersWhatTheFileAnswers() {
    compare(
        Schema.TODAY,
        (local, remote) -> {
          CollectionSelector articles = SampleFiles.articles();
          CollectionSelector notes = SampleFiles.notes();
          IndexDefinition odd =
              IndexDefinition.onKeys(
                  "a/b é?",
                  IndexedKey.of("year", EnumSet.of(KeyType.INT, KeyType.FLOAT)),
                  IndexedKey.ofAllTypes("topic"));
          List<BuildProgress> heard = new ArrayList<>();
          IndexInfo created = remote.create(notes, odd, IfExists.FAIL, monitor(heard));
          assertThat(created.warnings()).singleElement().asString().contains("documents too");
          assertThat(created.withWarnings(List.of()))
              .isEqualTo(local.list(notes, Detail.DEFINITION).get(0));
          assertThat(heard).isNotEmpty();
          remote.create(
              articles, IndexDefinition.onRecords("pages"), IfExists.KEEP, BuildMonitor.SILENT);
          assertThat(remote.listAll(Detail.SIZE)).isEqualTo(local.listAll(Detail.SIZE)).hasSize(2);
          assertThat(remote.list(notes, Detail.SIZE)).isEqualTo(local.list(notes, Detail.SIZE));
          assertThat(remote.stored()).isEqualTo(local.stored());
          assertThat(remote.verify(notes, "a/b é?")).isEqualTo(local.verify(notes, "a/b é?"));
          List<String> filters = List.of("{\"active\":true}", "{\"year\":{\"$in\":[1,2]}}");
          assertThat(remote.advise(notes, filters)).isEqualTo(local.advise(notes, filters));
          assertThat(remote.quickCheck()).isEqualTo(local.quickCheck());
          assertThat(remote.rebuild(notes, "a/b é?", BuildMonitor.SILENT))
              .isEqualTo(created.withWarnings(List.of()));
          assertThat(remote.rebuildAll(articles, BuildMonitor.SILENT)).hasSize(1);
          assertThat(remote.drop(notes, "A/B É?").name()).isEqualTo("a/b é?");
          assertThat(remote.dropAll(articles)).hasSize(1);
          assertThat(local.listAll(Detail.DEFINITION)).isEmpty();
        });
  }

  private static BuildMonitor monitor(List<BuildProgress> heard) {
    return new BuildMonitor() {
      @Override
      public void progress(BuildProgress progress) {
        heard.add(progress);
      }

      @Override
      public boolean cancelled() {
        return false;
      }
    };
  }

  @Test
  void throwsTheSidecarsOwnErrors() {
    compare(
        Schema.TODAY,
        (local, remote) -> {
          assertThatThrownBy(() -> remote.drop(SampleFiles.notes(), "absent"))
              .isInstanceOfSatisfying(
                  IndexException.class,
                  failure -> assertThat(failure.problem()).isEqualTo(IndexProblem.INDEX_NOT_FOUND))
              .hasMessageContaining("absent");
          IndexDefinition definition = IndexDefinition.onKeys("i", IndexedKey.ofAllTypes("year"));
          local.create(SampleFiles.notes(), definition, IfExists.FAIL, BuildMonitor.SILENT);
          assertThatThrownBy(
                  () ->
                      remote.create(
                          SampleFiles.notes(), definition, IfExists.FAIL, BuildMonitor.SILENT))
              .isInstanceOfSatisfying(
                  IndexException.class,
                  failure -> assertThat(failure.problem()).isEqualTo(IndexProblem.INDEX_EXISTS));
        });
  }

  @Test
  void takesANameAsItIs() {
    compare(
        Schema.TODAY,
        (local, remote) -> {
          IndexDefinition kept = IndexDefinition.onKeys("i", IndexedKey.of("year", KeyType.INT));
          local.create(SampleFiles.notes(), kept, IfExists.FAIL, BuildMonitor.SILENT);
          for (String name : List.of("", ".", "..")) {
            assertThat(problemOf(() -> remote.drop(SampleFiles.notes(), name)))
                .as(name)
                .isEqualTo(IndexProblem.INDEX_NOT_FOUND);
            assertThat(
                    problemOf(() -> remote.rebuild(SampleFiles.notes(), name, BuildMonitor.SILENT)))
                .as(name)
                .isEqualTo(IndexProblem.INDEX_NOT_FOUND);
          }
          assertThat(local.listAll(Detail.DEFINITION)).hasSize(1);
          IndexDefinition dots = IndexDefinition.onKeys("..", IndexedKey.of("year", KeyType.INT));
          local.create(SampleFiles.notes(), dots, IfExists.FAIL, BuildMonitor.SILENT);
          assertThat(remote.drop(SampleFiles.notes(), "..").name()).isEqualTo("..");
        });
  }

  @Test
  void anInterruptedBuildIsCancelledBeforeItIsSaidToBe() {
    compare(
        Schema.TODAY,
        (local, remote) -> {
          CollectionSelector articles = SampleFiles.articles();
          IndexDefinition definition = IndexDefinition.onKeys("i", IndexedKey.ofAllTypes("year"));
          IndexDefinition next = IndexDefinition.onKeys("j", IndexedKey.ofAllTypes("year"));
          Path file = ((FileIndexService) local).path();
          try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
              Statement statement = writer.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            BuildMonitor interrupting =
                new BuildMonitor() {
                  @Override
                  public void progress(BuildProgress progress) {
                    Thread.currentThread().interrupt();
                  }

                  @Override
                  public boolean cancelled() {
                    return false;
                  }
                };
            assertThat(
                    problemOf(
                        () -> remote.create(articles, definition, IfExists.FAIL, interrupting)))
                .isEqualTo(IndexProblem.CANCELLED);
            assertThat(Thread.interrupted()).isTrue();
            statement.execute("ROLLBACK");
          } catch (SQLException failure) {
            throw new IllegalStateException(failure);
          }
          remote.create(articles, next, IfExists.FAIL, BuildMonitor.SILENT);
          assertThat(local.list(articles, Detail.DEFINITION))
              .extracting(IndexInfo::name)
              .containsExactly("j");
        });
  }

  @Test
  void saysThatTheTokenIsWrong() {
    Path file = SampleFiles.twoCollections(folder, Schema.TODAY);
    try (FileIndexService local = FileIndexService.open(file);
        Sidecar sidecar =
            Sidecar.start(
                local, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "secret");
        IndexService remote = SidecarIndexService.connect(address(sidecar), "guess")) {
      assertThatThrownBy(remote::stored)
          .isInstanceOfSatisfying(
              IndexException.class, failure -> assertThat(failure.sqlState()).isEqualTo("28000"));
    }
  }

  @Test
  void saysThatNothingAnswers() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    try (IndexService remote =
        SidecarIndexService.connect(URI.create("http://127.0.0.1:" + port), null)) {
      assertThatThrownBy(remote::stored)
          .isInstanceOfSatisfying(
              IndexException.class, failure -> assertThat(failure.sqlState()).isEqualTo("08001"))
          .hasMessageContaining("127.0.0.1:" + port);
    }
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertThatThrownBy(() -> SidecarIndexService.connect(URI.create("file:/x"), null))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("http://HOST:PORT");
  }
}
