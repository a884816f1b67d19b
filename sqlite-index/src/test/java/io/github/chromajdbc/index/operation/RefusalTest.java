package io.github.chromajdbc.index.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.BuildProgress;
import io.github.chromajdbc.index.IndexException;
import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.IndexService.Detail;
import io.github.chromajdbc.index.IndexService.IfExists;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.file.BuildLock;
import io.github.chromajdbc.index.testing.ChromaFileBuilder;
import io.github.chromajdbc.index.testing.ChromaFileBuilder.Schema;
import io.github.chromajdbc.index.testing.SampleFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalTest {
  private static final IndexDefinition DEFINITION =
      IndexDefinition.onKeys("i", IndexedKey.ofAllTypes("year"));

  @TempDir Path folder;

  private static IndexException refusal(Path file, BuildMonitor monitor) {
    return refusal(file, monitor, Duration.ofMinutes(1));
  }

  private static IndexException refusal(Path file, BuildMonitor monitor, Duration lockTimeout) {
    try (FileIndexService service = FileIndexService.open(file, lockTimeout, false)) {
      service.create(SampleFiles.articles(), DEFINITION, IfExists.FAIL, monitor);
    } catch (IndexException expected) {
      return expected;
    }
    throw new AssertionError("it was not refused");
  }

  private static IndexException refusal(Path file) {
    return refusal(file, BuildMonitor.SILENT, Duration.ofMillis(300));
  }

  private Path sample() {
    return SampleFiles.twoCollections(folder, Schema.TODAY);
  }

  @Test
  void aFileThatIsNotThere() {
    assertThat(refusal(folder.resolve("absent")).problem()).isEqualTo(IndexProblem.FILE_NOT_FOUND);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileThatIsNoDatabase() throws IOException {
    Path text = folder.resolve("text");
    Files.writeString(text, "no database, but long enough to have room for a header".repeat(20));
    assertThat(refusal(text).problem()).isEqualTo(IndexProblem.NOT_A_CHROMA_FILE);
  }

  @Test
  void aDatabaseThatIsNotChromas() throws SQLException {
    Path other = folder.resolve("other");
    execute(other, "CREATE TABLE embeddings (id INTEGER PRIMARY KEY)");
    assertThat(refusal(other).problem()).isEqualTo(IndexProblem.NOT_A_CHROMA_FILE);
    assertThat(folder)
        .isDirectoryContaining("glob:**other")
        .isDirectoryNotContaining("glob:**build");
  }

  @Test
  void aNewerSchemaForBuildsUnlessAllowed() throws SQLException {
    Path file = sample();
    execute(file, "INSERT INTO migrations VALUES ('metadb', 7, 'f', 's', 'h')");
    IndexException refusal = refusal(file);
    assertThat(refusal.problem()).isEqualTo(IndexProblem.NEWER_SCHEMA);
    assertThat(refusal.sqlState()).isEqualTo("0A000");
    try (FileIndexService service = FileIndexService.open(file)) {
      assertThat(service.list(SampleFiles.articles(), Detail.DEFINITION)).isEmpty();
    }
    try (FileIndexService service = FileIndexService.open(file, Duration.ofSeconds(1), true)) {
      service.create(SampleFiles.articles(), DEFINITION, IfExists.FAIL, BuildMonitor.SILENT);
      assertThat(service.dropAll(SampleFiles.articles())).hasSize(1);
    }
  }

  /** SQLite reads, but never writes, a file whose header asks for a newer way of writing. */
  @Test
  void aFileThatSqliteCannotWrite() throws IOException {
    Path file = sample();
    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.seek(18);
      raw.write(3);
    }
    IndexException refusal = refusal(file);
    assertThat(refusal.problem()).isEqualTo(IndexProblem.READ_ONLY_FILE);
    assertThat(refusal.sqlState()).isEqualTo("25006");
    try (FileIndexService service = FileIndexService.open(file)) {
      assertThat(service.listAll(Detail.DEFINITION)).isEmpty();
    }
  }

  @Test
  void aFileInUseByAnotherBuild() {
    Path file = sample();
    try (BuildLock held = BuildLock.acquire(file)) {
      assertThat(held).isNotNull();
      assertThat(refusal(file).problem()).isEqualTo(IndexProblem.BUILD_RUNNING);
    }
    assertThat(ChromaFileBuilder.schema(file)).noneMatch(row -> row.contains("custom_idx_"));
  }

  @Test
  void aFileInUseByABuildThatCameByAnotherPath() throws IOException {
    Path file = sample();
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    Path directory =
        Files.createSymbolicLink(
            Files.createDirectory(folder.resolve("elsewhere")).resolve("data"), folder);
    try (BuildLock held = BuildLock.acquire(file)) {
      assertThat(held).isNotNull();
      assertThat(refusal(link).problem()).isEqualTo(IndexProblem.BUILD_RUNNING);
      assertThat(refusal(directory).problem()).isEqualTo(IndexProblem.BUILD_RUNNING);
    }
  }

  @Test
  void theLockFileBelongsToWhoeverTheDatabaseBelongsTo() throws IOException {
    Path file = sample();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    try {
      Files.setAttribute(file, "unix:uid", 54_321);
      Files.setAttribute(file, "unix:gid", 54_321);
    } catch (IOException notRoot) {
      // Then both belong to this user.
    }
    BuildLock.acquire(file).close();
    PosixFileAttributes wanted = Files.readAttributes(file, PosixFileAttributes.class);
    PosixFileAttributes made =
        Files.readAttributes(
            folder.resolve("chroma.sqlite3.index-build"), PosixFileAttributes.class);
    assertThat(made.permissions()).isEqualTo(wanted.permissions());
    assertThat(made.owner()).isEqualTo(wanted.owner());
    assertThat(made.group()).isEqualTo(wanted.group());
  }

  @Test
  void aFileInUseByABuildOfAnotherProcess() throws Exception {
    Path file = sample();
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(holder.getInputStream().read()).isEqualTo('h');
      assertThat(refusal(file).problem()).isEqualTo(IndexProblem.BUILD_RUNNING);
    } finally {
      holder.destroyForcibly().waitFor();
    }
    try (FileIndexService service = FileIndexService.open(file)) {
      service.create(SampleFiles.articles(), DEFINITION, IfExists.FAIL, BuildMonitor.SILENT);
    }
  }

  /** Another process that builds. */
  static final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) throws IOException {
      try (BuildLock held = BuildLock.acquire(Path.of(arguments[0]))) {
        System.out.write(held.getClass().getName().isEmpty() ? '?' : 'h');
        System.out.flush();
        int end = System.in.read();
        throw new IllegalStateException("not killed but told to end: " + end);
      }
    }
  }

  @Test
  void aFileThatStaysLockedByAWriter() throws SQLException {
    IndexException refusal = refusalWhileAnotherIs("BEGIN IMMEDIATE");
    assertThat(refusal.problem()).isEqualTo(IndexProblem.FILE_BUSY);
    assertThat(refusal.sqlState()).isEqualTo("55006");
  }

  /** As the server holds it during a commit that is too large for its memory. */
  @Test
  void aFileThatStaysLockedForReaders() throws SQLException {
    assertThat(refusalWhileAnotherIs("BEGIN EXCLUSIVE").problem())
        .isEqualTo(IndexProblem.FILE_BUSY);
  }

  private IndexException refusalWhileAnotherIs(String begin) throws SQLException {
    Path file = sample();
    try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
        Statement statement = writer.createStatement()) {
      statement.execute(begin);
      IndexException refusal = refusal(file);
      statement.execute("ROLLBACK");
      return refusal;
    }
  }

  @Test
  void aBuildThatIsCancelledChangesNothing() {
    Path file = SampleFiles.twoCollections(folder.resolve("larger"), Schema.TODAY, 4_000);
    List<String> before = ChromaFileBuilder.schema(file);
    boolean[] building = {false};
    IndexException refusal =
        refusal(
            file,
            new BuildMonitor() {
              @Override
              public void progress(BuildProgress progress) {
                building[0] |= progress.phase() == BuildProgress.Phase.BUILDING;
              }

              @Override
              public boolean cancelled() {
                return building[0];
              }
            });
    assertThat(refusal.problem()).isEqualTo(IndexProblem.CANCELLED);
    assertThat(refusal.sqlState()).isEqualTo("57014");
    assertThat(ChromaFileBuilder.schema(file)).isEqualTo(before);
  }

  @Test
  void aBuildThatIsCancelledWhileItWaitsForALock() throws SQLException {
    Path file = sample();
    try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
        Statement statement = writer.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      boolean[] waiting = {false};
      IndexException refusal =
          refusal(
              file,
              new BuildMonitor() {
                @Override
                public void progress(BuildProgress progress) {
                  waiting[0] |= progress.phase() == BuildProgress.Phase.WAITING_FOR_LOCK;
                }

                @Override
                public boolean cancelled() {
                  return waiting[0];
                }
              });
      assertThat(refusal.problem()).isEqualTo(IndexProblem.CANCELLED);
      statement.execute("ROLLBACK");
    }
  }

  private static void execute(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
