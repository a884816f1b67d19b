package io.github.chromajdbc.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a data folder as Python's {@code PersistentClient} does: through the same bindings, with
 * the same settings, with no server. The client's other dependencies are not needed for that.
 */
public final class PersistentFolder {
  private static final int SECONDS = 60;

  private static final String WRITE =
      """
      import importlib.util, json, sys
      spec = importlib.util.spec_from_file_location("chromadb_rust_bindings", sys.argv[1])
      chroma = importlib.util.module_from_spec(spec)
      spec.loader.exec_module(chroma)
      folder, name = sys.argv[2], sys.argv[3]
      records = json.load(open(sys.argv[4]))
      config = chroma.SqliteDBConfig(
          hash_type=chroma.MigrationHash.MD5,
          migration_mode=chroma.MigrationMode.Apply,
          url=folder + "/chroma.sqlite3")
      client = chroma.Bindings(
          allow_reset=False, sqlite_db_config=config, persist_path=folder, hnsw_cache_size=16)
      where = ("default_tenant", "default_database")
      collection = client.create_collection(name, None, None, None, False, *where)
      client.add(records["ids"], str(collection.id), records["embeddings"],
          records["metadatas"], None, None, *where)
      """;

  private PersistentFolder() {}

  /**
   * Writes a folder with one collection.
   *
   * @param records the JSON of an add request: ids, embeddings and metadatas
   * @throws ServerUnavailableException when there is no Python that could write it
   */
  public static void write(Path folder, String collection, String records) {
    try {
      List<String> run = new PythonWheel().command(ServerVersion.NEWEST, ServerCache.ofUser());
      String python = run.get(0);
      String extension = run.get(run.size() - 1);
      Path input = Files.createTempFile("chroma-records", ".json");
      try {
        Files.writeString(input, records);
        Commands.Outcome outcome =
            Commands.run(
                folder,
                SECONDS,
                List.of(
                    python,
                    "-c",
                    WRITE,
                    extension,
                    folder.toAbsolutePath().toString(),
                    collection,
                    input.toString()));
        if (!outcome.succeeded()) {
          throw new ServerUnavailableException(
              "PersistentClient's bindings failed: " + outcome.tail());
        }
      } finally {
        Files.delete(input);
      }
    } catch (NotHereException | IOException failure) {
      throw new ServerUnavailableException(
          "Python's bindings cannot write a folder here: " + failure.getMessage());
    }
  }
}
