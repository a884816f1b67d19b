package io.github.chromajdbc.index.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.IndexService;
import io.github.chromajdbc.index.IndexService.Detail;
import io.github.chromajdbc.index.IndexService.IfExists;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.operation.FileIndexService;
import io.github.chromajdbc.index.remote.SidecarIndexService;
import io.github.chromajdbc.index.report.IndexInfo;
import io.github.chromajdbc.index.sidecar.Sidecar;
import io.github.chromajdbc.index.testing.ChromaFileBuilder.Schema;
import io.github.chromajdbc.index.testing.SampleFiles;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C at the command line, while the sidecar builds. */
class TerminatedBuildTest {
  @TempDir Path folder;

  @Test
  void aBuildOfTheSidecarEndsWithTheProgramThatAskedForIt() throws Exception {
    Path file = SampleFiles.twoCollections(folder, Schema.TODAY);
    try (FileIndexService service = FileIndexService.open(file);
        Sidecar sidecar =
            Sidecar.start(
                service, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null);
        Connection server = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
        Statement statement = server.createStatement()) {
      URI address = URI.create("http://127.0.0.1:" + sidecar.address().getPort());
      statement.execute("BEGIN IMMEDIATE");
      Process program = create(address);
      try {
        awaitLock(program.getErrorStream());
        program.destroy();
        assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
      } finally {
        program.destroyForcibly();
      }
      statement.execute("ROLLBACK");
      try (IndexService remote = SidecarIndexService.connect(address, null)) {
        remote.create(
            SampleFiles.articles(),
            IndexDefinition.onKeys("next", IndexedKey.ofAllTypes("year")),
            IfExists.FAIL,
            BuildMonitor.SILENT);
        assertThat(remote.listAll(Detail.DEFINITION))
            .extracting(IndexInfo::name)
            .containsExactly("next");
      }
    }
  }

  private static Process create(URI address) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            IndexCommand.class.getName(),
            "create",
            "--url",
            address.toString(),
            "--collection",
            "articles",
            "terminated",
            "year=INT")
        .start();
  }

  private static void awaitLock(InputStream progress) throws Exception {
    StringBuilder heard = new StringBuilder();
    byte[] bytes = new byte[1_000];
    while (heard.indexOf("waiting for lock") < 0) {
      int read = progress.read(bytes);
      assertThat(read).as(heard.toString()).isPositive();
      heard.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
    }
  }
}
