package io.github.chromajdbc.index.file;

import io.github.chromajdbc.index.IndexProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * A {@code chroma.sqlite3} that a server may have open.
 *
 * <p>It is opened through SQLite alone, never as a plain file: when a process closes any handle of
 * a file, POSIX drops all its locks on it, those that SQLite holds too. For the same reason this
 * must not run inside the server's own process.
 */
public final class ChromaFile {
  /** How long SQLite itself waits for a lock before the session looks whether to go on waiting. */
  private static final int BUSY_TIMEOUT_MILLIS = 200;

  private final Path path;
  private final Duration lockTimeout;

  private ChromaFile(Path path, Duration lockTimeout) {
    this.path = path;
    this.lockTimeout = lockTimeout;
  }

  /**
   * Names a file; nothing is opened yet.
   *
   * @param path the file, or the directory that holds {@code chroma.sqlite3}
   * @param lockTimeout how long an operation waits for the server's locks
   */
  public static ChromaFile of(Path path, Duration lockTimeout) {
    return new ChromaFile(
        real(Files.isDirectory(path) ? path.resolve("chroma.sqlite3") : path), lockTimeout);
  }

  /** The one path of a file that several lead to, as SQLite finds it for the journal. */
  static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException absent) {
      return path.toAbsolutePath().normalize();
    }
  }

  public Path path() {
    return path;
  }

  /** Opens the file to read. A journal that a killed writer left is rolled back if possible. */
  public SqliteSession openToRead() {
    requireFile();
    SqliteSession session = open(Files.isWritable(path));
    session.execute("PRAGMA query_only = ON");
    return session;
  }

  /**
   * Checks the permissions that a change needs, before anything is touched.
   *
   * @throws io.github.chromajdbc.index.IndexException 25006 when the file cannot be written
   */
  public void requireWritable() {
    requireFile();
    if (!Files.isWritable(path)) {
      throw IndexProblem.READ_ONLY_FILE.exception(path, "no write permission on the file");
    }
    Path directory = path.toAbsolutePath().getParent();
    if (directory != null && !Files.isWritable(directory)) {
      throw IndexProblem.READ_ONLY_FILE.exception(
          path, "no write permission on its directory, where SQLite keeps the journal");
    }
  }

  /**
   * Opens the file to change its schema.
   *
   * @param lock held by the caller for as long as the session is open
   */
  public SqliteSession openToWrite(BuildLock lock) {
    lock.requireHeldFor(path);
    return open(true);
  }

  private void requireFile() {
    if (!Files.exists(path)) {
      throw IndexProblem.FILE_NOT_FOUND.exception(path);
    }
    if (!Files.isRegularFile(path)) {
      throw IndexProblem.NOT_A_CHROMA_FILE.exception(path, "it is no regular file");
    }
  }

  private SqliteSession open(boolean writable) {
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    if (!writable) {
      config.resetOpenMode(SQLiteOpenMode.READWRITE);
      config.setOpenMode(SQLiteOpenMode.READONLY);
    }
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    try {
      // The URI form, since '?' and '#' in a plain path would be read as parameters.
      Connection connection = config.createConnection("jdbc:sqlite:" + path.toUri());
      return new SqliteSession(path, connection, lockTimeout.toMillis());
    } catch (SQLException failure) {
      throw IndexProblem.FILE_FAILED.causedBy(failure, path, String.valueOf(failure.getMessage()));
    }
  }
}
