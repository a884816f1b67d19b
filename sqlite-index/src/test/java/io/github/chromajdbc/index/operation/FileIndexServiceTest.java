package io.github.chromajdbc.index.operation;

import static io.github.chromajdbc.index.testing.Refusals.problemOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.BuildProgress;
import io.github.chromajdbc.index.BuildProgress.Phase;
import io.github.chromajdbc.index.CollectionSelector;
import io.github.chromajdbc.index.IndexException;
import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.IndexService.Detail;
import io.github.chromajdbc.index.IndexService.IfExists;
import io.github.chromajdbc.index.catalogue.CatalogueEntry;
import io.github.chromajdbc.index.catalogue.IndexCatalogue;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.definition.KeyType;
import io.github.chromajdbc.index.file.BuildLock;
import io.github.chromajdbc.index.file.ChromaFile;
import io.github.chromajdbc.index.file.SqliteSession;
import io.github.chromajdbc.index.report.IndexInfo;
import io.github.chromajdbc.index.report.IndexInfo.State;
import io.github.chromajdbc.index.report.PhysicalIndexInfo;
import io.github.chromajdbc.index.report.StoredIndex;
import io.github.chromajdbc.index.testing.ChromaFileBuilder;
import io.github.chromajdbc.index.testing.ChromaFileBuilder.Schema;
import io.github.chromajdbc.index.testing.SampleFiles;
import io.github.chromajdbc.index.translation.PhysicalIndex;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileIndexServiceTest {
  private static final CollectionSelector ARTICLES = SampleFiles.articles();
  private static final CollectionSelector NOTES = SampleFiles.notes();

  @TempDir Path folder;
  private Path file = Path.of("");
  private FileIndexService service = FileIndexService.open(file);

  @BeforeEach
  void makeFile() {
    file = SampleFiles.twoCollections(folder, Schema.TODAY);
    service = FileIndexService.open(folder);
  }

  private static IndexDefinition year(String name) {
    return IndexDefinition.onKeys(name, IndexedKey.of("year", KeyType.INT));
  }

  private IndexInfo create(CollectionSelector collection, IndexDefinition definition) {
    return service.create(collection, definition, IfExists.FAIL, BuildMonitor.SILENT);
  }

  @Test
  void listsWhatWasCreatedAfterEveryReopening() {
    create(ARTICLES, year("by_year"));
    create(NOTES, IndexDefinition.onKeys("all", IndexedKey.ofAllTypes("topic")));
    create(ARTICLES, IndexDefinition.onRecords("pages"));
    FileIndexService again = FileIndexService.open(file);
    assertThat(again.list(ARTICLES, Detail.DEFINITION))
        .extracting(IndexInfo::definition)
        .containsExactly(year("by_year"), IndexDefinition.onRecords("pages"));
    assertThat(again.listAll(Detail.DEFINITION))
        .hasSize(3)
        .allMatch(index -> index.state() == State.READY);
  }

  @Test
  void dropRestoresTheSchemaByteForByte() {
    List<String> before = ChromaFileBuilder.schema(file);
    create(ARTICLES, year("a"));
    create(NOTES, year("b"));
    create(ARTICLES, IndexDefinition.onRecords("c"));
    service.drop(ARTICLES, "a");
    service.dropAll(ARTICLES);
    service.drop(NOTES, "b");
    assertThat(ChromaFileBuilder.schema(file)).isEqualTo(before);
  }

  @Test
  void sharesAnEqualPhysicalIndexAndCountsItsUsers() {
    create(ARTICLES, year("a"));
    IndexInfo second = create(NOTES, year("b"));
    assertThat(shared(second)).isNotEmpty().allMatch(index -> index.users() == 2);
    service.drop(ARTICLES, "a");
    IndexInfo left = service.list(NOTES, Detail.DEFINITION).get(0);
    assertThat(left.state()).isEqualTo(State.READY);
    assertThat(left.physical()).allMatch(PhysicalIndexInfo::present);
    assertThat(shared(left)).allMatch(index -> index.users() == 1);
  }

  private static List<PhysicalIndexInfo> shared(IndexInfo index) {
    return index.physical().stream()
        .filter(physical -> !physical.table().equals("embeddings"))
        .toList();
  }

  @Test
  void survivesTheRenamingOfACollection() {
    create(ARTICLES, year("a"));
    change("UPDATE collections SET name = 'papers' WHERE name = 'articles'");
    IndexInfo index =
        service
            .list(
                CollectionSelector.named("default_tenant", "default_database", "papers"),
                Detail.DEFINITION)
            .get(0);
    assertThat(index.collectionName()).isEqualTo("papers");
    assertThat(index.state()).isEqualTo(State.READY);
  }

  @Test
  void tellsAnIndexWhoseCollectionIsGoneAndDropsIt() {
    List<String> before = ChromaFileBuilder.schema(file);
    create(ARTICLES, year("a"));
    change("DELETE FROM collections WHERE name = 'articles'");
    change("DELETE FROM segments WHERE collection = '" + SampleFiles.ARTICLES + "'");
    assertThat(service.listAll(Detail.DEFINITION))
        .singleElement()
        .satisfies(index -> assertThat(index.state()).isEqualTo(State.ORPHAN))
        .satisfies(index -> assertThat(index.collectionName()).isNull());
    assertThat(problemOf(() -> service.rebuild(ARTICLES, "a", BuildMonitor.SILENT)))
        .isEqualTo(IndexProblem.COLLECTION_NOT_FOUND);
    service.drop(ARTICLES, "a");
    assertThat(ChromaFileBuilder.schema(file)).isEqualTo(before);
  }

  @Test
  void tellsAnIndexThatLostAPartAndRebuildMendsIt() {
    IndexInfo created = create(ARTICLES, year("a"));
    change("DROP INDEX " + created.physical().get(0).name());
    assertThat(service.list(ARTICLES, Detail.SIZE).get(0).state()).isEqualTo(State.INCOMPLETE);
    assertThat(service.rebuild(ARTICLES, "a", BuildMonitor.SILENT).state()).isEqualTo(State.READY);
  }

  @Test
  void rebuildLeavesTheSchemaAsItWas() {
    create(ARTICLES, year("a"));
    create(ARTICLES, IndexDefinition.onKeys("b", IndexedKey.ofAllTypes("topic")));
    List<String> before = ChromaFileBuilder.schema(file);
    service.rebuild(ARTICLES, "a", BuildMonitor.SILENT);
    service.rebuildAll(ARTICLES, BuildMonitor.SILENT);
    assertThat(ChromaFileBuilder.schema(file)).isEqualTo(before);
  }

  @Test
  void rebuildFollowsTheSchemaOfTheFile() {
    Path old = SampleFiles.twoCollections(folder.resolve("old"), Schema.WITHOUT_ARRAYS, 10);
    try (FileIndexService onOld = FileIndexService.open(old)) {
      onOld.create(ARTICLES, year("a"), IfExists.FAIL, BuildMonitor.SILENT);
      ChromaFileBuilder.change(
          old,
          "CREATE TABLE embedding_metadata_array (id INTEGER NOT NULL, key TEXT NOT NULL,"
              + " string_value TEXT, int_value INTEGER, float_value REAL, bool_value INTEGER)");
      assertThat(onOld.list(ARTICLES, Detail.DEFINITION).get(0).state())
          .isEqualTo(State.INCOMPLETE);
      assertThat(onOld.rebuild(ARTICLES, "a", BuildMonitor.SILENT).state()).isEqualTo(State.READY);
      assertThat(onOld.list(ARTICLES, Detail.DEFINITION).get(0).physical())
          .extracting(PhysicalIndexInfo::table)
          .contains("embedding_metadata_array");
    }
  }

  @Test
  void refusesANameThatIsTakenUnlessToldToKeepIt() {
    create(ARTICLES, year("a"));
    IndexDefinition other = IndexDefinition.onKeys("a", IndexedKey.of("topic", KeyType.STRING));
    assertThat(problemOf(() -> create(ARTICLES, other))).isEqualTo(IndexProblem.INDEX_EXISTS);
    assertThat(service.create(ARTICLES, other, IfExists.KEEP, BuildMonitor.SILENT).definition())
        .isEqualTo(year("a"));
    create(NOTES, year("a"));
  }

  @Test
  void findsANameWhateverItsCaseWhenThereIsOnlyOne() {
    create(ARTICLES, year("ByYear"));
    assertThat(service.drop(ARTICLES, "BYYEAR").name()).isEqualTo("ByYear");
    create(ARTICLES, year("x"));
    create(ARTICLES, year("X"));
    assertThat(service.verify(ARTICLES, "X").index()).isEqualTo("X");
    create(ARTICLES, year("Ab"));
    create(ARTICLES, year("aB"));
    assertThat(problemOf(() -> service.drop(ARTICLES, "AB")))
        .isEqualTo(IndexProblem.INDEX_AMBIGUOUS);
    assertThat(problemOf(() -> service.drop(ARTICLES, "absent")))
        .isEqualTo(IndexProblem.INDEX_NOT_FOUND);
  }

  @Test
  void countsRowsAndBytes() {
    create(ARTICLES, year("a"));
    assertThat(service.list(ARTICLES, Detail.SIZE).get(0).physical())
        .anySatisfy(
            index -> {
              assertThat(index.table()).isEqualTo("embedding_metadata");
              assertThat(index.rows()).isEqualTo(600);
              assertThat(index.bytes()).isBetween(4_096L, 40_000L);
            });
  }

  @Test
  void countsTheRowsOfAnIndexWithoutACondition() {
    create(ARTICLES, IndexDefinition.onRecords("pages"));
    assertThat(service.list(ARTICLES, Detail.SIZE).get(0).physical())
        .singleElement()
        .satisfies(index -> assertThat(index.rows()).isEqualTo(600));
  }

  @Test
  void servesFilteredPagesOfACollectionThatIsAGoodPartOfTheFileAfterMuchWasDeleted() {
    change("UPDATE embedding_metadata SET id = id + 1000000");
    change("UPDATE embeddings SET id = id + 1000000");
    assertThat(create(ARTICLES, year("a")).physical())
        .extracting(PhysicalIndexInfo::table)
        .contains("embeddings");
  }

  @Test
  void saysThatAnIndexOverStringsHoldsDocuments() {
    IndexDefinition topic = IndexDefinition.onKeys("t", IndexedKey.of("topic", KeyType.STRING));
    assertThat(create(ARTICLES, topic).warnings())
        .singleElement()
        .asString()
        .contains("documents too");
    assertThat(create(ARTICLES, year("a")).warnings()).isEmpty();
  }

  @Test
  void tellsAnIndexWithALiteralOfAnOlderVersionAndRebuildReplacesIt() {
    create(ARTICLES, year("a"));
    List<String> now = ChromaFileBuilder.schema(file);
    service.drop(ARTICLES, "a");
    String literal = "custom_idx_year_int_000000000000";
    String pages = "custom_idx_filtered_pages_000000000000";
    change(
        "CREATE INDEX "
            + literal
            + " ON embedding_metadata(key, int_value, id) WHERE key = 'year' AND int_value IS NOT"
            + " NULL");
    change(
        "CREATE INDEX "
            + pages
            + " ON embeddings(id, segment_id, embedding_id) WHERE segment_id = 'seg-"
            + SampleFiles.ARTICLES
            + "'");
    CatalogueEntry older =
        new CatalogueEntry(SampleFiles.ARTICLES, year("a"), List.of(literal, pages));
    write(older);
    IndexInfo found = service.list(ARTICLES, Detail.SIZE).get(0);
    assertThat(found.state()).isEqualTo(State.INCOMPLETE);
    assertThat(found.warnings()).singleElement().asString().contains("Rebuild or drop it");
    IndexInfo rebuilt = service.rebuild(ARTICLES, "a", BuildMonitor.SILENT);
    assertThat(rebuilt.state()).isEqualTo(State.READY);
    assertThat(rebuilt.warnings()).isEmpty();
    assertThat(ChromaFileBuilder.schema(file)).containsExactlyInAnyOrderElementsOf(now);
  }

  private void write(CatalogueEntry entry) {
    ChromaFile chroma = ChromaFile.of(file, Duration.ofSeconds(10));
    try (BuildLock lock = BuildLock.acquire(chroma.path());
        SqliteSession session = chroma.openToWrite(lock)) {
      session.beginWriting(BuildMonitor.SILENT);
      IndexCatalogue.write(session, entry);
      session.commit();
    }
  }

  @Test
  void readsOnceACommitOfTheServerIsOver() throws Exception {
    create(ARTICLES, year("a"));
    try (Connection server = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
        Statement statement = server.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      CompletableFuture<List<IndexInfo>> listed =
          CompletableFuture.supplyAsync(() -> service.list(ARTICLES, Detail.DEFINITION));
      Thread.sleep(1_000);
      statement.execute("ROLLBACK");
      assertThat(listed.get(30, TimeUnit.SECONDS)).hasSize(1);
    }
  }

  @Test
  void leavesWhatALaterVersionMadeUntilAllAreDropped() {
    List<String> before = ChromaFileBuilder.schema(file);
    List<String> physical =
        create(ARTICLES, year("a")).physical().stream().map(PhysicalIndexInfo::name).toList();
    change(
        entry(
            "later",
            "{\"collection\":\""
                + SampleFiles.ARTICLES
                + "\",\"definition\":{\"name\":\"later\",\"keys\":{\"year\":\"date_value\"}},"
                + "\"indexes\":[\""
                + String.join("\",\"", physical)
                + "\"]}"));
    change(entry("spoilt", "no JSON"));
    assertThat(service.listAll(Detail.DEFINITION))
        .singleElement()
        .satisfies(index -> assertThat(index.name()).isEqualTo("a"))
        .satisfies(index -> assertThat(index.physical().get(0).users()).isEqualTo(2));
    assertThat(problemOf(() -> create(ARTICLES, year("later"))))
        .isEqualTo(IndexProblem.INDEX_EXISTS);
    service.drop(ARTICLES, "a");
    assertThat(service.stored()).extracting(StoredIndex::name).containsAll(physical);
    change("DELETE FROM collections WHERE id = '" + SampleFiles.ARTICLES + "'");
    assertThat(service.dropAll(ARTICLES)).isEmpty();
    change("DROP INDEX custom_idx_definition_" + hash("spoilt"));
    assertThat(ChromaFileBuilder.schema(file)).isEqualTo(before);
  }

  private static String hash(String name) {
    return PhysicalIndex.hash(SampleFiles.ARTICLES + "/" + name);
  }

  private static String entry(String name, String json) {
    return "CREATE INDEX \"custom_idx_definition_"
        + hash(name)
        + "\" ON \"migrations\"(\"dir\") WHERE \"dir\" = '"
        + json
        + "'";
  }

  @Test
  void showsStockIndexesBesideCustomOnes() {
    create(ARTICLES, year("a"));
    assertThat(service.stored())
        .extracting(StoredIndex::name)
        .contains("embedding_metadata_int_value", "sqlite_autoindex_embeddings_1")
        .anyMatch(name -> name.startsWith("custom_idx_int_"));
    assertThat(service.stored())
        .filteredOn(index -> index.name().equals("embedding_metadata_int_value"))
        .singleElement()
        .isEqualTo(
            new StoredIndex(
                "embedding_metadata_int_value",
                "embedding_metadata",
                List.of("key", "int_value"),
                false,
                false,
                "CREATE INDEX embedding_metadata_int_value ON embedding_metadata (key, int_value)"
                    + " WHERE int_value IS NOT NULL"));
  }

  @Test
  void reportsItsProgressInOrderUpToTheEnd() {
    List<BuildProgress> heard = new ArrayList<>();
    service.create(
        ARTICLES,
        year("a"),
        IfExists.FAIL,
        new BuildMonitor() {
          @Override
          public void progress(BuildProgress progress) {
            heard.add(progress);
          }

          @Override
          public boolean cancelled() {
            return false;
          }
        });
    assertThat(heard).extracting(BuildProgress::phase).isSorted().endsWith(Phase.DONE);
    assertThat(heard).extracting(BuildProgress::fraction).isSorted().endsWith(1.0);
  }

  @Test
  void writesNoTableOfChromasAndKeepsTheJournalMode() {
    List<String> before =
        ChromaFileBuilder.read(file, "SELECT id || key FROM embedding_metadata ORDER BY 1");
    create(ARTICLES, year("a"));
    assertThat(ChromaFileBuilder.read(file, "SELECT id || key FROM embedding_metadata ORDER BY 1"))
        .isEqualTo(before);
    assertThat(ChromaFileBuilder.read(file, "PRAGMA journal_mode")).containsExactly("delete");
    assertThat(ChromaFileBuilder.read(file, "SELECT name FROM sqlite_master"))
        .doesNotContain("sqlite_stat1");
  }

  @Test
  void findsTheFileSound() {
    assertThat(service.quickCheck().isSound()).isTrue();
  }

  @Test
  void worksOnAPathWithSignsOfAUrl() {
    Path odd = SampleFiles.twoCollections(folder.resolve("a b?c#d%20é.sqlite3"), Schema.TODAY, 5);
    try (FileIndexService onOdd = FileIndexService.open(odd)) {
      onOdd.create(ARTICLES, year("a"), IfExists.FAIL, BuildMonitor.SILENT);
      assertThat(onOdd.list(ARTICLES, Detail.DEFINITION)).hasSize(1);
    }
  }

  @Test
  void namesAnUnknownCollection() {
    assertThatThrownBy(
            () -> service.list(CollectionSelector.named("t", "d", "nothing"), Detail.DEFINITION))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("t/d/nothing");
  }

  private void change(String sql) {
    ChromaFileBuilder.change(file, sql);
  }
}
