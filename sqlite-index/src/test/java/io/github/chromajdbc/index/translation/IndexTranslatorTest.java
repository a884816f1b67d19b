package io.github.chromajdbc.index.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.definition.KeyType;
import io.github.chromajdbc.index.file.ChromaSchema;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IndexTranslatorTest {
  private static final ChromaSchema TODAY =
      new ChromaSchema(6, false, true, EnumSet.allOf(KeyType.class));
  private static final ChromaSchema WITHOUT_ARRAYS =
      new ChromaSchema(5, false, false, EnumSet.allOf(KeyType.class));
  private static final ChromaSchema SEGMENT =
      new ChromaSchema(6, true, false, EnumSet.allOf(KeyType.class));

  private static List<String> ddl(ChromaSchema schema, IndexedKey... keys) {
    return new IndexTranslator(schema)
        .translate(IndexDefinition.onKeys("i", keys)).stream()
            .map(index -> index.ddl().replaceAll("_[0-9a-f]{12}\"", "_HASH\""))
            .toList();
  }

  @Test
  void putsTheKeyInFrontAndTheIdInside() {
    assertThat(ddl(WITHOUT_ARRAYS, IndexedKey.of("active", KeyType.BOOL)))
        .containsExactly(
            "CREATE INDEX \"custom_idx_bool_HASH\" ON \"embedding_metadata\"(\"key\","
                + " \"bool_value\", \"id\") WHERE \"bool_value\" IS NOT NULL");
  }

  @Test
  void makesOneIndexOfATypeForAllItsKeys() {
    assertThat(
            ddl(WITHOUT_ARRAYS, IndexedKey.of("b", KeyType.INT), IndexedKey.of("a", KeyType.INT)))
        .isEqualTo(ddl(WITHOUT_ARRAYS, IndexedKey.of("c", KeyType.INT)))
        .hasSize(1);
  }

  @Test
  void indexesArraysWhereTheFileHasThem() {
    assertThat(ddl(TODAY, IndexedKey.of("tag", KeyType.STRING)))
        .hasSize(2)
        .last()
        .isEqualTo(
            "CREATE INDEX \"custom_idx_string_array_HASH\" ON \"embedding_metadata_array\"(\"key\","
                + " \"string_value\", \"id\") WHERE \"string_value\" IS NOT NULL");
  }

  @Test
  void makesAnIndexOfEachTypeForAKeyAlone() {
    assertThat(ddl(WITHOUT_ARRAYS, IndexedKey.ofAllTypes("k"))).hasSize(4);
    assertThat(ddl(TODAY, IndexedKey.ofAllTypes("k"))).hasSize(8);
  }

  @Test
  void addsTheSegmentWhereMetadataNamesIt() {
    assertThat(ddl(SEGMENT, IndexedKey.of("k", KeyType.INT)).get(0))
        .endsWith(
            "(\"key\", \"segment_id\", \"int_value\", \"id\") WHERE \"int_value\" IS NOT NULL");
  }

  @Test
  void indexesTheRecordsOfAllCollections() {
    assertThat(new IndexTranslator(TODAY).translate(IndexDefinition.onRecords("pages")))
        .singleElement()
        .extracting(PhysicalIndex::ddl)
        .asString()
        .endsWith("ON \"embeddings\"(\"segment_id\", \"id\", \"embedding_id\")");
    assertThat(IndexTranslator.filteredPages().ddl())
        .endsWith("ON \"embeddings\"(\"id\", \"segment_id\", \"embedding_id\")");
  }

  @ParameterizedTest
  @EnumSource
  void noIndexHoldsALiteral(KeyType type) {
    IndexedKey key = IndexedKey.of("it's \"a\".b", type);
    for (ChromaSchema schema : List.of(TODAY, WITHOUT_ARRAYS, SEGMENT)) {
      assertThat(ddl(schema, key))
          .isNotEmpty()
          .allSatisfy(ddl -> assertThat(ddl).doesNotContain("'"))
          .allSatisfy(
              ddl ->
                  assertThat(ddl.substring(ddl.indexOf(" WHERE ")))
                      .isEqualTo(" WHERE \"" + type.column() + "\" IS NOT NULL"));
    }
  }

  @Test
  void namesAnIndexByWhatItIs() {
    IndexTranslator translator = new IndexTranslator(TODAY);
    List<PhysicalIndex> one =
        translator.translate(IndexDefinition.onKeys("x", IndexedKey.of("k", KeyType.INT)));
    List<PhysicalIndex> other =
        translator.translate(IndexDefinition.onKeys("y", IndexedKey.of("k", KeyType.INT)));
    List<PhysicalIndex> different =
        translator.translate(IndexDefinition.onKeys("x", IndexedKey.of("k", KeyType.FLOAT)));
    assertThat(one).isEqualTo(other).doesNotContainAnyElementsOf(different);
    assertThat(one)
        .extracting(PhysicalIndex::name)
        .allMatch(name -> name.startsWith("custom_idx_int_"));
  }
}
