package io.github.chromajdbc.index.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.IndexService.IfExists;
import io.github.chromajdbc.index.catalogue.CatalogueEntry;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.definition.KeyType;
import io.github.chromajdbc.index.report.FilterAdvice;
import io.github.chromajdbc.index.report.IndexInfo;
import io.github.chromajdbc.index.report.PhysicalIndexInfo;
import io.github.chromajdbc.index.report.PredicateAdvice.Access;
import io.github.chromajdbc.index.report.StatementCheck;
import io.github.chromajdbc.index.report.VerificationReport;
import io.github.chromajdbc.index.testing.ChromaFileBuilder;
import io.github.chromajdbc.index.testing.ChromaFileBuilder.Schema;
import io.github.chromajdbc.index.testing.SampleFiles;
import io.github.chromajdbc.index.translation.IndexTranslator;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerificationTest {
  @TempDir Path folder;

  private static IndexInfo create(FileIndexService service, IndexDefinition definition) {
    return service.create(SampleFiles.articles(), definition, IfExists.FAIL, BuildMonitor.SILENT);
  }

  @ParameterizedTest
  @EnumSource
  void everyStatementShapeNamesTheIndexInItsPlan(Schema schema) {
    try (FileIndexService service =
        FileIndexService.open(SampleFiles.twoCollections(folder, schema))) {
      IndexInfo created =
          create(
              service,
              IndexDefinition.onKeys(
                  "i",
                  IndexedKey.ofAllTypes("year"),
                  IndexedKey.of("it's \"odd\".é", KeyType.STRING),
                  IndexedKey.of("topic", KeyType.STRING)));
      assertThat(created.warnings()).containsExactly(IndexChanges.DOCUMENTS);
      VerificationReport report = service.verify(SampleFiles.articles(), "i");
      assertThat(report.allUsed()).isTrue();
      assertThat(report.checks())
          .extracting(StatementCheck::statement)
          .contains(
              "year INT $eq",
              "year INT $ne",
              "year INT $lt",
              "year INT $lte",
              "year INT $gt",
              "year INT $gte",
              "year INT $in",
              "year INT $nin",
              "year FLOAT $gte",
              "year BOOL $eq",
              "year STRING $in",
              "year BOOL $eq of a query",
              "year BOOL $eq among ids",
              "topic STRING $eq",
              "all keys $and",
              "all keys $or");
      assertThat(report.checks())
          .allSatisfy(
              check ->
                  assertThat(check.plan())
                      .anyMatch(line -> line.contains("COVERING INDEX custom_idx_")));
    }
  }

  @Test
  void anIndexThatLostItsPartsIsNotUsed() {
    Path file = SampleFiles.twoCollections(folder, Schema.TODAY);
    try (FileIndexService service = FileIndexService.open(file)) {
      IndexInfo created =
          create(service, IndexDefinition.onKeys("i", IndexedKey.of("year", KeyType.INT)));
      assertThat(service.verify(SampleFiles.articles(), "i").allUsed()).isTrue();
      for (PhysicalIndexInfo index : created.physical()) {
        if (!index.table().equals("embeddings")) {
          ChromaFileBuilder.change(file, "DROP INDEX " + index.name());
        }
      }
      VerificationReport report = service.verify(SampleFiles.articles(), "i");
      assertThat(report.checks()).noneMatch(StatementCheck::used);
      assertThat(report.warnings()).isNotEmpty();
    }
  }

  /** Whether SQLite takes it for the pages depends on its version. */
  @Test
  void theIndexOfFilteredPagesByItselfIsNoUse() {
    String pages = IndexTranslator.filteredPages().name();
    CatalogueEntry entry =
        new CatalogueEntry(
            SampleFiles.ARTICLES,
            IndexDefinition.onKeys("i", IndexedKey.of("year", KeyType.INT)),
            List.of("custom_idx_int_1", pages));
    String walk = "SEARCH embeddings USING COVERING INDEX " + pages + " (id=? AND segment_id=?)";
    String stock =
        "SEARCH embedding_metadata USING INDEX embedding_metadata_int_value (key=? AND int_value=?)";
    String custom =
        "SEARCH embedding_metadata USING COVERING INDEX custom_idx_int_1 (key=? AND int_value=?)";
    assertThat(IndexVerification.isUsed(entry, List.of(walk, stock))).isFalse();
    assertThat(IndexVerification.isUsed(entry, List.of(walk, custom))).isTrue();
  }

  @Test
  void theScanIndexServesPagesAndSaysWhatItCosts() {
    try (FileIndexService service =
        FileIndexService.open(SampleFiles.twoCollections(folder, Schema.TODAY))) {
      IndexInfo created = create(service, IndexDefinition.onRecords("pages"));
      assertThat(created.warnings())
          .singleElement()
          .asString()
          .contains("queries and gets by id slower");
      assertThat(service.verify(SampleFiles.articles(), "pages").allUsed()).isTrue();
    }
  }

  @Test
  void anIndexOfOneTypeServesEveryKeyAndStaysForTheLastUser() {
    try (FileIndexService service =
        FileIndexService.open(SampleFiles.twoCollections(folder, Schema.TODAY))) {
      create(service, IndexDefinition.onKeys("title", IndexedKey.of("title", KeyType.STRING)));
      create(service, IndexDefinition.onKeys("topic", IndexedKey.of("topic", KeyType.STRING)));
      assertThat(service.verify(SampleFiles.articles(), "title").warnings()).isEmpty();
      service.drop(SampleFiles.articles(), "title");
      assertThat(service.verify(SampleFiles.articles(), "topic").allUsed()).isTrue();
    }
  }

  @Test
  void adviceNamesTheSlowPredicatesAndTheirCure() {
    try (FileIndexService service =
        FileIndexService.open(SampleFiles.twoCollections(folder, Schema.TODAY))) {
      String filter =
          "{\"$and\":[{\"active\":true},{\"year\":{\"$gte\":1990}},{\"tags\":{\"$contains\":\"x\"}},"
              + "{\"#document\":{\"$contains\":\"word\"}}]}";
      FilterAdvice before = service.advise(SampleFiles.articles(), List.of(filter)).get(0);
      assertThat(before.predicates())
          .extracting(predicate -> predicate.access())
          .containsExactly(Access.SCANNED, Access.INDEXED, Access.INDEXED, Access.DOCUMENT);
      assertThat(before.scans()).isTrue();
      assertThat(before.ddl())
          .containsExactly(
              "CREATE INDEX \"active_bool\" ON \"articles\" (\"metadata.active\" BOOL)",
              "CREATE INDEX \"year_int\" ON \"articles\" (\"metadata.year\" INT)",
              "CREATE INDEX \"tags_string\" ON \"articles\" (\"metadata.tags\" STRING)");
      create(
          service,
          IndexDefinition.onKeys(
              "cure",
              IndexedKey.of("active", KeyType.BOOL),
              IndexedKey.of("year", KeyType.INT),
              IndexedKey.of("tags", KeyType.STRING)));
      FilterAdvice after = service.advise(SampleFiles.articles(), List.of(filter)).get(0);
      assertThat(after.predicates())
          .extracting(predicate -> predicate.access())
          .containsExactly(Access.COVERED, Access.COVERED, Access.COVERED, Access.DOCUMENT);
      assertThat(after.ddl()).isEmpty();
      assertThat(after.predicates().get(0).index()).startsWith("custom_idx_bool_");
    }
  }
}
