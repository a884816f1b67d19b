package io.github.chromajdbc.index.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.IndexService.Detail;
import io.github.chromajdbc.index.IndexService.IfExists;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexTarget;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.definition.KeyType;
import io.github.chromajdbc.index.report.IndexInfo;
import io.github.chromajdbc.index.testing.ChromaFileBuilder;
import io.github.chromajdbc.index.testing.ChromaFileBuilder.Schema;
import io.github.chromajdbc.index.testing.SampleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Names and keys come from anywhere: nothing in them reaches SQLite as SQL. */
class HostileNamesPropertyTest {
  private static Path folder = Path.of("");
  private static Path file = Path.of("");

  @BeforeContainer
  static void makeFile() throws IOException {
    folder = Files.createTempDirectory("index-names");
    file = folder.resolve("chroma.sqlite3");
    SampleFiles.twoCollections(file, Schema.TODAY, 5);
  }

  @AfterContainer
  static void deleteFile() throws IOException {
    Files.deleteIfExists(file.resolveSibling("chroma.sqlite3.index-build"));
    Files.deleteIfExists(file);
    Files.delete(folder);
  }

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "'",
            "''",
            "\"",
            "\";",
            "--",
            "'); DROP TABLE embeddings; --",
            "a.b",
            "*/",
            "\\",
            "a\nb",
            ") WHERE ",
            "custom_idx_",
            "definition_x",
            "select",
            "ß",
            "ключ",
            "鍵",
            "😀",
            "%",
            "$1",
            "?1",
            ":a",
            "#x",
            "CREATE INDEX"),
        Arbitraries.strings()
            .ofMinLength(1)
            .ofMaxLength(30)
            .filter(
                text ->
                    !text.isBlank()
                        && text.indexOf('\0') < 0
                        && text.chars().noneMatch(each -> Character.isSurrogate((char) each))));
  }

  @Provide
  Arbitrary<List<IndexedKey>> keys() {
    Arbitrary<Set<KeyType>> types = Arbitraries.of(KeyType.class).set().ofMinSize(1).ofMaxSize(4);
    return text()
        .flatMap(key -> types.map(ofKey -> IndexedKey.of(key, ofKey)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .uniqueElements(IndexedKey::key);
  }

  @Property(tries = 80)
  void comesBackAsItWasMadeAndLeavesNothingBehind(
      @ForAll("text") String name, @ForAll("keys") List<IndexedKey> keys) {
    List<String> before = ChromaFileBuilder.schema(file);
    IndexDefinition definition = new IndexDefinition(name, new IndexTarget.MetadataKeys(keys));
    try (FileIndexService service = FileIndexService.open(file)) {
      IndexInfo created =
          service.create(SampleFiles.articles(), definition, IfExists.FAIL, BuildMonitor.SILENT);
      boolean strings = keys.stream().anyMatch(key -> key.types().contains(KeyType.STRING));
      assertThat(created.warnings())
          .isEqualTo(strings ? List.of(IndexChanges.DOCUMENTS) : List.of());
      assertThat(service.list(SampleFiles.articles(), Detail.SIZE))
          .singleElement()
          .satisfies(index -> assertThat(index.definition()).isEqualTo(definition))
          .satisfies(index -> assertThat(index.state()).isEqualTo(IndexInfo.State.READY));
      service.drop(SampleFiles.articles(), name);
    }
    assertThat(ChromaFileBuilder.schema(file)).isEqualTo(before);
  }
}
