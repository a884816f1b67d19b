package io.github.chromajdbc.it.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.CollectionSelector;
import io.github.chromajdbc.index.IndexService.Detail;
import io.github.chromajdbc.index.IndexService.IfExists;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.operation.FileIndexService;
import io.github.chromajdbc.index.report.IndexInfo;
import io.github.chromajdbc.index.report.IndexInfo.State;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of an index when the server changes its collection. */
class CollectionChangesTest {

  @Test
  void anIndexFollowsTheRenamingOfItsCollectionAndOutlivesItAsAnOrphan() {
    try (ServedFile served = ServedFile.start();
        FileIndexService service = served.indexes()) {
      String id = served.createCollection("docs");
      served.add(
          id,
          Map.of(
              "ids", List.of("a"),
              "embeddings", List.of(List.of(1, 0)),
              "metadatas", List.of(Map.of("year", 2015))));
      List<String> before = ServedFile.schema(served.file());
      service.create(
          CollectionSelector.id(id),
          IndexDefinition.onKeys("i", IndexedKey.ofAllTypes("year")),
          IfExists.FAIL,
          BuildMonitor.SILENT);

      served.renameCollection(id, "papers");
      IndexInfo renamed = service.listAll(Detail.DEFINITION).get(0);
      assertThat(renamed.collectionName()).isEqualTo("papers");
      assertThat(renamed.state()).isEqualTo(State.READY);
      assertThat(service.verify(CollectionSelector.id(id), "i").allUsed()).isTrue();

      served.deleteCollection("papers");
      assertThat(service.listAll(Detail.DEFINITION))
          .singleElement()
          .satisfies(index -> assertThat(index.state()).isEqualTo(State.ORPHAN))
          .satisfies(index -> assertThat(index.collectionName()).isNull());
      service.drop(CollectionSelector.id(id), "i");
      assertThat(ServedFile.schema(served.file())).isEqualTo(before);
    }
  }
}
