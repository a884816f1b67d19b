package io.github.chromajdbc.index.file;

import io.github.chromajdbc.index.IndexProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two builders from one file. SQLite's own lock cannot tell a build, which may take minutes,
 * from a write of the server, which ends at once; so builders also lock an empty file beside it,
 * which the system releases when its owner dies. The empty file stays: whoever deleted it could
 * leave two others with a lock each, one on the deleted file and one on its successor.
 */
public final class BuildLock implements AutoCloseable {
  /** Long enough for another's drop to end, too short for a build. */
  private static final long PATIENCE_MILLIS = 1_000;

  private static final long PAUSE_MILLIS = 20;

  /**
   * Locks of the file system belong to the whole process, and closing any handle ends them: within
   * the process this set decides, and only its winner opens the file.
   */
  private static final Set<Path> HELD_IN_THIS_PROCESS = ConcurrentHashMap.newKeySet();

  private final Path lockFile;
  private final FileChannel channel;

  private BuildLock(Path lockFile, FileChannel channel) {
    this.lockFile = lockFile;
    this.channel = channel;
  }

  /**
   * Takes the lock of a Chroma file.
   *
   * @throws io.github.chromajdbc.index.IndexException 55006 when another builder holds it
   */
  public static BuildLock acquire(Path file) {
    Path real = ChromaFile.real(file);
    Path lockFile = lockFile(real);
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    try {
      while (true) {
        BuildLock lock = tryAcquire(lockFile, real);
        if (lock != null) {
          return lock;
        }
        if (System.nanoTime() > deadline) {
          throw IndexProblem.BUILD_RUNNING.exception(file);
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (AccessDeniedException failure) {
      throw IndexProblem.READ_ONLY_FILE.causedBy(
          failure, file, "cannot create " + lockFile.getFileName() + " beside it");
    } catch (IOException failure) {
      throw IndexProblem.FILE_FAILED.causedBy(failure, file, String.valueOf(failure.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw IndexProblem.CANCELLED.causedBy(interrupted, file);
    }
  }

  private static Path lockFile(Path file) {
    return file.resolveSibling(file.getFileName() + ".index-build");
  }

  /** Refuses when this is the lock of another file, or no longer held. */
  void requireHeldFor(Path file) {
    if (!lockFile.equals(lockFile(file)) || !channel.isOpen()) {
      throw IndexProblem.INTERNAL.exception(file + " is about to be changed without its lock");
    }
  }

  private static @Nullable BuildLock tryAcquire(Path lockFile, Path file) throws IOException {
    if (!HELD_IN_THIS_PROCESS.add(lockFile)) {
      return null;
    }
    boolean owned = false;
    try {
      boolean absent = Files.notExists(lockFile);
      FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (absent) {
        shareLike(file, lockFile);
      }
      try {
        owned = channel.tryLock() != null;
        return owned ? new BuildLock(lockFile, channel) : null;
      } finally {
        if (!owned) {
          channel.close();
        }
      }
    } finally {
      if (!owned) {
        HELD_IN_THIS_PROCESS.remove(lockFile);
      }
    }
  }

  /**
   * Lets whoever may write the database lock it, as SQLite does with its journal: else a lock file
   * that root made would keep the server's user from building.
   */
  private static void shareLike(Path file, Path lockFile) {
    PosixFileAttributeView view =
        Files.getFileAttributeView(lockFile, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    try {
      PosixFileAttributes wanted = Files.readAttributes(file, PosixFileAttributes.class);
      PosixFileAttributes made = view.readAttributes();
      view.setPermissions(wanted.permissions());
      if (!made.group().equals(wanted.group())) {
        view.setGroup(wanted.group());
      }
      if (!made.owner().equals(wanted.owner())) {
        view.setOwner(wanted.owner());
      }
    } catch (IOException notAllowed) {
      // Only root may give a file away; the lock works for this user.
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw IndexProblem.FILE_FAILED.causedBy(
          failure, lockFile, String.valueOf(failure.getMessage()));
    } finally {
      HELD_IN_THIS_PROCESS.remove(lockFile);
    }
  }
}
