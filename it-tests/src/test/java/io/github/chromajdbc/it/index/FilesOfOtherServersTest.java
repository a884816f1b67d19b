package io.github.chromajdbc.it.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.CollectionSelector;
import io.github.chromajdbc.index.IndexService.Detail;
import io.github.chromajdbc.index.IndexService.IfExists;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.operation.FileIndexService;
import io.github.chromajdbc.index.report.IndexInfo.State;
import io.github.chromajdbc.server.PersistentFolder;
import io.github.chromajdbc.server.ServerVersion;
import io.github.chromajdbc.testing.ChromaApi;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FilesOfOtherServersTest {
  private static final IndexDefinition DEFINITION =
      IndexDefinition.onKeys("i", IndexedKey.ofAllTypes("year"), IndexedKey.ofAllTypes("active"));

  @TempDir Path folder;

  private static JsonNode filter() throws JsonProcessingException {
    return ChromaApi.JSON.readTree(
        "{\"$or\":[{\"active\":true},{\"year\":{\"$gte\":2000}},{\"year\":{\"$ne\":1950}}]}");
  }

  @ParameterizedTest
  @EnumSource
  void everyVersionKeepsItsAnswersAndComesUpAgain(ServerVersion version) throws Exception {
    JsonNode expected;
    CollectionSelector collection;
    List<String> schema;
    try (ServedFile server = ServedFile.on(folder, version)) {
      String id = server.createCollection("books");
      server.add(id, new SampleRecords(3).next(500));
      expected = server.get(id, filter(), null);
      collection = CollectionSelector.id(id);
      schema = ServedFile.schema(server.file());
      try (FileIndexService service = server.indexes()) {
        service.create(collection, DEFINITION, IfExists.FAIL, BuildMonitor.SILENT);
        assertThat(service.verify(collection, "i").allUsed()).isTrue();
      }
      assertThat(server.get(id, filter(), null)).isEqualTo(expected);
    }
    try (ServedFile again = ServedFile.on(folder, version);
        FileIndexService service = again.indexes()) {
      assertThat(again.get(again.collection("books"), filter(), null)).isEqualTo(expected);
      assertThat(service.list(collection, Detail.DEFINITION))
          .singleElement()
          .satisfies(index -> assertThat(index.state()).isEqualTo(State.READY));
      service.dropAll(collection);
      assertThat(ServedFile.schema(again.file())).isEqualTo(schema);
    }
  }

  @Test
  void anUpgradedServerMigratesAnIndexedFileAndRebuildCompletesTheIndex() throws Exception {
    JsonNode expected;
    CollectionSelector collection;
    try (ServedFile old = ServedFile.on(folder, ServerVersion.OLDEST);
        FileIndexService service = old.indexes()) {
      String id = old.createCollection("books");
      old.add(id, new SampleRecords(4).next(500));
      expected = old.get(id, filter(), null);
      collection = CollectionSelector.id(id);
      service.create(collection, DEFINITION, IfExists.FAIL, BuildMonitor.SILENT);
    }
    try (ServedFile upgraded = ServedFile.on(folder, ServerVersion.NEWEST);
        FileIndexService service = upgraded.indexes()) {
      assertThat(upgraded.get(upgraded.collection("books"), filter(), null)).isEqualTo(expected);
      assertThat(service.list(collection, Detail.DEFINITION).get(0).state())
          .isEqualTo(State.INCOMPLETE);
      assertThat(service.rebuild(collection, "i", BuildMonitor.SILENT).state())
          .isEqualTo(State.READY);
      assertThat(upgraded.get(upgraded.collection("books"), filter(), null)).isEqualTo(expected);
    }
  }

  @Test
  void aFolderThatPersistentClientWroteIsIndexedWithNoServer() throws Exception {
    PersistentFolder.write(
        folder, "books", ChromaApi.JSON.writeValueAsString(new SampleRecords(5).next(200)));
    CollectionSelector collection =
        CollectionSelector.named("default_tenant", "default_database", "books");
    try (FileIndexService service = FileIndexService.open(folder)) {
      service.create(collection, DEFINITION, IfExists.FAIL, BuildMonitor.SILENT);
      assertThat(service.verify(collection, "i").allUsed()).isTrue();
    }
    try (ServedFile server = ServedFile.on(folder, ServerVersion.NEWEST)) {
      String id = server.collection("books");
      JsonNode indexed = server.get(id, filter(), null);
      assertThat(indexed.path(0)).isNotEmpty();
      try (FileIndexService service = server.indexes()) {
        service.dropAll(collection);
      }
      assertThat(server.get(id, filter(), null)).isEqualTo(indexed);
    }
  }
}
