package io.github.chromajdbc.server;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Removes temporary files and folders. */
final class Folders {
  private Folders() {}

  /** Deletes a file, or a folder with all that is in it; links are not followed. */
  static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** As {@link #delete}, where what stays does no harm: it is in the system's temporary folder. */
  static void deleteQuietly(@Nullable Path root) {
    if (root == null) {
      return;
    }
    try {
      delete(root);
    } catch (IOException e) {
      System.getLogger(Folders.class.getName())
          .log(System.Logger.Level.DEBUG, "Temporary files stay in " + root, e);
    }
  }
}
