package io.github.chromajdbc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ChromaServerTest {
  private static final Map<String, ServerSource> WHEEL = Map.of("PyPI's wheel", new PythonWheel());

  @TempDir Path temporary;

  @Test
  void answersUntilItIsClosed() throws Exception {
    URI url;
    try (ChromaServer server =
        ChromaServer.start(ServerVersion.NEWEST, WHEEL, ServerCache.ofUser())) {
      url = server.url();
      assertThat(listens(url)).isTrue();
    }
    assertThat(listens(url)).isFalse();
  }

  @Test
  void twoServersRunBesideEachOther() {
    try (ChromaServer first =
            ChromaServer.start(ServerVersion.NEWEST, WHEEL, ServerCache.ofUser());
        ChromaServer second =
            ChromaServer.start(ServerVersion.OLDEST, WHEEL, ServerCache.ofUser())) {
      assertThat(first.port()).isNotEqualTo(second.port());
      assertThat(listens(first.url()) && listens(second.url())).isTrue();
    }
  }

  @Test
  void endsWhenTheJvmIsKilled() throws Exception {
    Process holder = startHolder(Map.of());
    URI url = URI.create(firstLine(holder));
    assertThat(listens(url)).isTrue();
    holder.destroyForcibly().waitFor();
    awaitEnd(url);
  }

  @Test
  void endsWhenTheJvmExitsWithoutClosingIt() throws Exception {
    Process holder = startHolder(Map.of());
    URI url = URI.create(firstLine(holder));
    holder.getOutputStream().write('x');
    holder.getOutputStream().flush();
    assertThat(holder.waitFor()).isEqualTo(3);
    awaitEnd(url);
  }

  @Test
  void isTheOneThatTheEnvironmentNames() throws Exception {
    Process holder = startHolder(Map.of("CHROMA_URL", "http://chroma.example:8123/"));
    assertThat(firstLine(holder)).isEqualTo("http://chroma.example:8123");
    holder.destroyForcibly().waitFor();
  }

  /** Its temporary files are below {@link #temporary}, where they can be seen to go. */
  private Process startHolder(Map<String, String> environment) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            ServerHolder.class.getName());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().remove("CHROMA_URL");
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static String firstLine(Process process) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return String.valueOf(reader.readLine());
  }

  private void awaitEnd(URI url) throws Exception {
    await(() -> !listens(url));
    await(() -> filesIn(temporary).stream().noneMatch(name -> name.startsWith("chroma-")));
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("the time to wait is over").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static List<String> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static boolean listens(URI url) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aProcessThatIgnoresTheRequestToStopIsStopped() throws Exception {
    Path data = Files.createDirectory(temporary.resolve("data"));
    Path log = temporary.resolve("log");
    String stubborn = "trap '' TERM; echo $$; while :; do sleep 0.2; done";
    long pid;
    long start;
    try (SupervisedProcess process =
        new SupervisedProcess(List.of("/bin/sh", "-c", stubborn), data, log)) {
      await(() -> !process.logTail().isEmpty());
      pid = Long.parseLong(process.logTail());
      assertThat(ProcessHandle.of(pid)).isPresent();
      start = System.nanoTime();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(data).doesNotExist();
  }

  @Test
  void saysWhatWasTriedAndWhatToInstall() {
    ServerSource broken = (version, cache) -> List.of("/bin/sh", "-c", "echo the disk is full");
    ServerSource absent =
        (version, cache) -> {
          throw new NotHereException("there is no node on the PATH");
        };
    Map<String, ServerSource> sources = new LinkedHashMap<>();
    sources.put("first way", broken);
    sources.put("second way", absent);
    assertThatThrownBy(
            () -> ChromaServer.start(ServerVersion.NEWEST, sources, new ServerCache(temporary)))
        .isInstanceOf(ServerUnavailableException.class)
        .hasMessageContaining("Install Python 3.9 or newer with pip")
        .hasMessageContaining("first way: it started but did not answer")
        .hasMessageContaining("the disk is full")
        .hasMessageContaining("second way: there is no node on the PATH");
  }

  @Test
  void buildsAtTheSameTimeShareTheCache() throws Exception {
    AtomicInteger number = new AtomicInteger();
    ServerCache.Filling slow =
        folder -> {
          int mine = number.incrementAndGet();
          Files.writeString(folder.resolve("first"), String.valueOf(mine));
          try {
            TimeUnit.MILLISECONDS.sleep(200);
          } catch (InterruptedException e) {
            throw new NotHereException("interrupted");
          }
          Files.writeString(folder.resolve("second"), String.valueOf(mine));
        };
    ExecutorService builds = Executors.newFixedThreadPool(8);
    try {
      List<Future<Path>> entries = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        entries.add(builds.submit(() -> new ServerCache(temporary).entry("entry", slow)));
      }
      for (Future<Path> entry : entries) {
        Path folder = entry.get();
        assertThat(filesIn(folder)).containsExactlyInAnyOrder("first", "second");
        assertThat(folder.resolve("first")).hasSameTextualContentAs(folder.resolve("second"));
      }
      assertThat(number.get()).isGreaterThan(1);
      assertThat(filesIn(temporary)).containsExactly("entry");
    } finally {
      builds.shutdownNow();
    }
  }

  @Test
  void aDownloadThatFailsLeavesNothingBehind() throws Exception {
    ServerCache cache = new ServerCache(temporary);
    assertThatThrownBy(
            () ->
                cache.entry(
                    "entry",
                    folder -> {
                      Files.writeString(folder.resolve("half"), "");
                      throw new NotHereException("no network");
                    }))
        .hasMessage("no network");
    assertThat(filesIn(temporary)).isEmpty();
    assertThat(filesIn(cache.entry("entry", folder -> Files.createFile(folder.resolve("whole")))))
        .containsExactly("whole");
  }
}
