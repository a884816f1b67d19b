package io.github.chromajdbc.index.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.definition.DefinitionJson;
import io.github.chromajdbc.index.translation.PhysicalIndex;
import io.github.chromajdbc.index.translation.SqlText;
import java.util.ArrayList;
import java.util.List;

/**
 * How an entry of the catalogue is kept in {@code sqlite_master}: as an empty partial index whose
 * condition compares with the entry's JSON.
 *
 * <p>The physical indexes cannot carry it: one of them may belong to several definitions of several
 * collections. The empty index is on {@code migrations}, which has a few rows, is written only when
 * a server is upgraded, and is never recreated by a migration. No row fulfils the condition, so it
 * costs nothing, and it comes and goes in the transaction of the physical indexes.
 *
 * <p>This is the one index whose condition holds a literal. It can lead no statement astray, as
 * indexes of a key did (see {@link io.github.chromajdbc.index.translation.IndexTranslator}): SQLite
 * takes it only for a statement planned with this very JSON bound as a directory of migrations.
 */
final class EntryIndex {
  static final String TABLE = "migrations";

  private static final String PREFIX = PhysicalIndex.PREFIX + "definition_";
  private static final String BODY = " ON \"migrations\"(\"dir\") WHERE \"dir\" = ";
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private EntryIndex() {}

  /** Names are hashed, since SQLite's are the same in upper and lower case. */
  static String name(String collectionId, String indexName) {
    return PREFIX + PhysicalIndex.hash(collectionId + "/" + indexName);
  }

  static String ddl(CatalogueEntry entry) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("collection", entry.collectionId());
    json.set("definition", DefinitionJson.write(entry.definition()));
    entry.physical().forEach(json.putArray("indexes")::add);
    return "CREATE INDEX "
        + SqlText.identifier(name(entry.collectionId(), entry.name()))
        + BODY
        + SqlText.literal(json.toString());
  }

  static boolean isEntry(String indexName, String table) {
    return table.equals(TABLE) && indexName.startsWith(PREFIX);
  }

  /**
   * Reads an entry back from the text in {@code sqlite_master}.
   *
   * @throws io.github.chromajdbc.index.IndexException when it is not of this version's form
   */
  static CatalogueEntry read(String ddl) {
    JsonNode json = json(ddl);
    return new CatalogueEntry(
        json.path("collection").asText(),
        DefinitionJson.read(json.path("definition")),
        physical(json));
  }

  /**
   * Reads what every version must know of an entry, lest it drops what another uses.
   *
   * @throws io.github.chromajdbc.index.IndexException when it is no entry of any version
   */
  static UnreadableEntry readAside(String indexName, String ddl) {
    JsonNode json = json(ddl);
    return new UnreadableEntry(indexName, json.path("collection").asText(), physical(json));
  }

  private static List<String> physical(JsonNode json) {
    List<String> physical = new ArrayList<>();
    json.path("indexes").forEach(name -> physical.add(name.asText()));
    return physical;
  }

  private static JsonNode json(String ddl) {
    try {
      int start = ddl.indexOf(BODY) + BODY.length();
      return MAPPER.readTree(SqlText.unquote(ddl.substring(start)));
    } catch (JsonProcessingException | StringIndexOutOfBoundsException failure) {
      throw IndexProblem.INTERNAL.causedBy(failure, "the file holds no readable entry in " + ddl);
    }
  }
}
