package io.github.chromajdbc.index.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.IndexService;
import io.github.chromajdbc.index.IndexService.Detail;
import io.github.chromajdbc.index.IndexService.IfExists;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.remote.SidecarIndexService;
import io.github.chromajdbc.index.testing.ChromaFileBuilder.Schema;
import io.github.chromajdbc.index.testing.SampleFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is released, in a JVM that has nothing else. */
class RunnableJarIT {
  private static final String JAR = System.getProperty("index.jar", "");

  @TempDir Path folder;

  private static Process java(String... arguments) throws IOException {
    assertThat(Path.of(JAR)).isRegularFile();
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar"));
    command.add(JAR);
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  @Test
  void servesBesideAServerUntilItIsTerminated() throws Exception {
    Path file = SampleFiles.twoCollections(folder, Schema.TODAY);
    Path token = Files.writeString(folder.resolve("token"), "secret\n");
    Process sidecar =
        java("--file", file.toString(), "--port", "0", "--token-file", token.toString());
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(sidecar.getInputStream(), StandardCharsets.UTF_8))) {
      String line = String.valueOf(output.readLine());
      assertThat(line).startsWith("Index sidecar at http://127.0.0.1:");
      URI address = URI.create(line.substring(line.indexOf("http")));
      try (IndexService service = SidecarIndexService.connect(address, "secret")) {
        service.create(
            SampleFiles.articles(),
            IndexDefinition.onKeys("i", IndexedKey.ofAllTypes("year")),
            IfExists.FAIL,
            BuildMonitor.SILENT);
        assertThat(service.listAll(Detail.DEFINITION)).hasSize(1);
      }
      sidecar.destroy();
      assertThat(sidecar.waitFor(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      sidecar.destroyForcibly();
    }
  }

  @Test
  void doesOneOperationAndEnds() throws Exception {
    Path file = SampleFiles.twoCollections(folder, Schema.TODAY);
    Process list = java("list", "--file", file.toString());
    String output = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(list.waitFor()).isZero();
    assertThat(output).startsWith("INDEX");
  }
}
