package io.github.chromajdbc.index.file;

import io.github.chromajdbc.index.CollectionSelector;
import io.github.chromajdbc.index.IndexException;
import io.github.chromajdbc.index.IndexProblem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The collections of a file at one moment. */
public final class CollectionDirectory {
  private final Path file;
  private final Map<String, ChromaCollection> byId;

  private CollectionDirectory(Path file, Map<String, ChromaCollection> byId) {
    this.file = file;
    this.byId = byId;
  }

  public static CollectionDirectory read(SqliteSession session) {
    Map<String, ChromaCollection> byId = new LinkedHashMap<>();
    session
        .query(
            "SELECT c.id, c.name, d.tenant_id, d.name,"
                + " (SELECT s.id FROM segments s WHERE s.collection = c.id"
                + " AND s.scope = 'METADATA') FROM collections c"
                + " JOIN databases d ON d.id = c.database_id ORDER BY d.tenant_id, d.name, c.name",
            row ->
                new ChromaCollection(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5)))
        .forEach(collection -> byId.put(collection.id(), collection));
    return new CollectionDirectory(session.file(), byId);
  }

  /** The collection of an id, null when there is none. */
  public @Nullable ChromaCollection find(String id) {
    return byId.get(id);
  }

  /**
   * The collection a caller means.
   *
   * @throws IndexException 42S02 when there is none
   */
  public ChromaCollection require(CollectionSelector selector) {
    ChromaCollection found = null;
    if (selector instanceof CollectionSelector.ById wanted) {
      found = byId.get(wanted.id().toLowerCase(Locale.ROOT));
    } else if (selector instanceof CollectionSelector.ByName wanted) {
      found = byId.values().stream().filter(each -> matches(each, wanted)).findFirst().orElse(null);
    }
    if (found == null) {
      throw IndexProblem.COLLECTION_NOT_FOUND.exception(selector, file);
    }
    return found;
  }

  private static boolean matches(ChromaCollection collection, CollectionSelector.ByName wanted) {
    return collection.name().equals(wanted.name())
        && collection.database().equals(wanted.database())
        && collection.tenant().equals(wanted.tenant());
  }
}
