package io.github.chromajdbc.index.testing;

import io.github.chromajdbc.index.CollectionSelector;
import io.github.chromajdbc.index.testing.ChromaFileBuilder.Schema;
import java.nio.file.Path;
import java.util.Map;

/** Files that many tests start from. */
public final class SampleFiles {
  public static final String ARTICLES = "00000000-0000-0000-0000-00000000000a";
  public static final String NOTES = "00000000-0000-0000-0000-00000000000b";

  private SampleFiles() {}

  /** Two collections, articles and notes, with a few hundred records each. */
  public static Path twoCollections(Path folder, Schema schema) {
    return twoCollections(folder.resolve("chroma.sqlite3"), schema, 300);
  }

  /** Two collections with this many records each. */
  public static Path twoCollections(Path file, Schema schema, int records) {
    try (ChromaFileBuilder builder = new ChromaFileBuilder(file, schema)) {
      builder.collection(ARTICLES, "articles").collection(NOTES, "notes");
      for (int i = 0; i < records; i++) {
        for (String collection : new String[] {ARTICLES, NOTES}) {
          builder.record(
              collection,
              "r" + i,
              Map.of(
                  "active",
                  i % 2 == 0,
                  "year",
                  1900 + i % 120,
                  "price",
                  i / 4.0,
                  "topic",
                  "t" + i % 10));
        }
      }
    }
    return file;
  }

  public static CollectionSelector articles() {
    return CollectionSelector.id(ARTICLES);
  }

  public static CollectionSelector notes() {
    return CollectionSelector.named("default_tenant", "default_database", "notes");
  }
}
