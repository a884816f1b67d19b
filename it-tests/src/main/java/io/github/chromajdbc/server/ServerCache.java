package io.github.chromajdbc.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Downloaded servers, kept for the next run in {@code ${XDG_CACHE_HOME:-~/.cache}}. An entry is
 * made in a folder beside its place and moved there in one step, so that builds at the same time,
 * or one that is killed, leave whole entries only.
 */
final class ServerCache {
  private final Path root;

  ServerCache(Path root) {
    this.root = root;
  }

  /** Where the desktop's conventions put caches. */
  static ServerCache ofUser() {
    String configured = System.getenv("XDG_CACHE_HOME");
    Path base =
        configured == null || configured.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(configured);
    return new ServerCache(base.resolve("chroma-jdbc").resolve("server"));
  }

  /** Fills a new folder with an entry's files. */
  @FunctionalInterface
  interface Filling {
    void fill(Path folder) throws IOException, NotHereException;
  }

  /** The entry's folder, filled first when it is missing. */
  Path entry(String name, Filling filling) throws NotHereException {
    Path place = root.resolve(name);
    if (Files.isDirectory(place)) {
      return place;
    }
    Path draft = null;
    try {
      Files.createDirectories(root);
      draft = Files.createTempDirectory(root, name + ".part");
      filling.fill(draft);
      try {
        Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        // Another build was faster: its entry is as good.
        if (!Files.isDirectory(place)) {
          throw e;
        }
      }
      return place;
    } catch (IOException e) {
      throw new NotHereException("cannot write to the cache " + root + ": " + e.getMessage());
    } finally {
      Folders.deleteQuietly(draft);
    }
  }
}
