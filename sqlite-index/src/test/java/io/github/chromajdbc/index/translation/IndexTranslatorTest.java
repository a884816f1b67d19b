package io.github.chromajdbc.index.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.definition.KeyType;
import io.github.chromajdbc.index.file.ChromaSchema;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndexTranslatorTest {
  private static final ChromaSchema TODAY =
      new ChromaSchema(6, false, true, EnumSet.allOf(KeyType.class));
  private static final ChromaSchema WITHOUT_ARRAYS =
      new ChromaSchema(5, false, false, EnumSet.allOf(KeyType.class));
  private static final ChromaSchema SEGMENT =
      new ChromaSchema(6, true, false, EnumSet.allOf(KeyType.class));

  private static List<String> ddl(ChromaSchema schema, IndexedKey... keys) {
    return new IndexTranslator(schema)
        .translate(IndexDefinition.onKeys("i", keys), "seg").stream()
            .map(index -> index.ddl().replaceAll("_[0-9a-f]{12}\"", "_HASH\""))
            .toList();
  }

  @Test
  void putsTheKeyInFrontAndTheIdInside() {
    assertThat(ddl(WITHOUT_ARRAYS, IndexedKey.of("active", KeyType.BOOL)))
        .containsExactly(
            "CREATE INDEX \"custom_idx_active_bool_HASH\" ON \"embedding_metadata\"(\"key\","
                + " \"bool_value\", \"id\") WHERE \"key\" = 'active' AND \"bool_value\" IS NOT"
                + " NULL");
  }

  @Test
  void joinsKeysOfOneTypeByOrAndSortsThem() {
    assertThat(
            ddl(WITHOUT_ARRAYS, IndexedKey.of("b", KeyType.INT), IndexedKey.of("a", KeyType.INT)))
        .containsExactly(
            "CREATE INDEX \"custom_idx_a_b_int_HASH\" ON \"embedding_metadata\"(\"key\","
                + " \"int_value\", \"id\") WHERE (\"key\" = 'a' OR \"key\" = 'b') AND"
                + " \"int_value\" IS NOT NULL");
  }

  @Test
  void indexesArraysWhereTheFileHasThem() {
    assertThat(ddl(TODAY, IndexedKey.of("tag", KeyType.STRING)))
        .hasSize(2)
        .last()
        .asString()
        .startsWith(
            "CREATE INDEX \"custom_idx_tag_string_array_HASH\" ON \"embedding_metadata_array\"");
  }

  @Test
  void makesAnIndexOfEachTypeForAKeyAlone() {
    assertThat(ddl(WITHOUT_ARRAYS, IndexedKey.ofAllTypes("k"))).hasSize(4);
    assertThat(ddl(TODAY, IndexedKey.ofAllTypes("k"))).hasSize(8);
  }

  @Test
  void addsTheSegmentWhereMetadataNamesIt() {
    assertThat(ddl(SEGMENT, IndexedKey.of("k", KeyType.INT)).get(0))
        .endsWith("\"int_value\" IS NOT NULL AND \"segment_id\" = 'seg'");
  }

  @Test
  void quotesKeys() {
    assertThat(ddl(WITHOUT_ARRAYS, IndexedKey.of("it's \"a\".b", KeyType.INT)).get(0))
        .startsWith("CREATE INDEX \"custom_idx_it_s_a_b_int_HASH\"")
        .contains("\"key\" = 'it''s \"a\".b'");
  }

  @Test
  void namesAnIndexByWhatItIs() {
    IndexTranslator translator = new IndexTranslator(TODAY);
    List<PhysicalIndex> one =
        translator.translate(IndexDefinition.onKeys("x", IndexedKey.of("k", KeyType.INT)), "s1");
    List<PhysicalIndex> other =
        translator.translate(IndexDefinition.onKeys("y", IndexedKey.of("k", KeyType.INT)), "s2");
    List<PhysicalIndex> different =
        translator.translate(IndexDefinition.onKeys("x", IndexedKey.of("K", KeyType.INT)), "s1");
    assertThat(one).isEqualTo(other).doesNotContainAnyElementsOf(different);
    assertThat(one)
        .extracting(PhysicalIndex::name)
        .allMatch(name -> name.startsWith("custom_idx_"));
  }
}
