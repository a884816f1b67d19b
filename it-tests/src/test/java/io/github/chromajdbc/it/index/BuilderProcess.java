package io.github.chromajdbc.it.index;

import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.CollectionSelector;
import io.github.chromajdbc.index.IndexService.IfExists;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.definition.KeyType;
import io.github.chromajdbc.index.operation.FileIndexService;
import java.nio.file.Path;

/** A process that builds, rebuilds and drops indexes without end, to be killed. */
final class BuilderProcess {
  private BuilderProcess() {}

  /** Takes the file and a collection; prints one character when it begins. */
  public static void main(String[] arguments) {
    CollectionSelector collection = CollectionSelector.id(arguments[1]);
    IndexDefinition keys =
        IndexDefinition.onKeys(
            "keys",
            IndexedKey.of("active", KeyType.BOOL),
            IndexedKey.of("year", KeyType.INT),
            IndexedKey.of("price", KeyType.FLOAT),
            IndexedKey.of("source", KeyType.STRING));
    try (FileIndexService service = FileIndexService.open(Path.of(arguments[0]))) {
      service.stored();
      System.out.print('b');
      System.out.flush();
      while (true) {
        service.create(collection, keys, IfExists.KEEP, BuildMonitor.SILENT);
        service.create(
            collection, IndexDefinition.onRecords("pages"), IfExists.KEEP, BuildMonitor.SILENT);
        service.rebuild(collection, "keys", BuildMonitor.SILENT);
        service.dropAll(collection);
      }
    }
  }
}
