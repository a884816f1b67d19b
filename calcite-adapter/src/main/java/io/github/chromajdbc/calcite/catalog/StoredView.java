package io.github.chromajdbc.calcite.catalog;

import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.client.Space;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A view as the metadata of a collection keeps it: its text. Others can write it, so it is read as
 * any statement is, when the view is used.
 *
 * @param home the name of the collection that keeps it
 * @param definition what stands after the name in CREATE VIEW: {@code AS SELECT ...}, with the
 *     names of the columns in front where they are given
 */
public record StoredView(String name, String home, String definition) {
  /** How the id of a view begins where it is described as a collection is. */
  public static final String ID_PREFIX = "view:";

  private static final String KEY_PREFIX = "chroma-jdbc:view:";
  private static final String AS = "AS ";

  /** The key under which a collection keeps the view of this name. */
  public static String metadataKey(String name) {
    return KEY_PREFIX + name;
  }

  /** Whether a description is one of a view, not of a collection. */
  public static boolean isDescribedBy(CollectionInfo description) {
    return description.id().startsWith(ID_PREFIX);
  }

  /**
   * The view described as a collection is.
   *
   * @param id begins with {@link #ID_PREFIX}
   */
  public CollectionInfo description(DatabaseName database, String id) {
    return new CollectionInfo(database, id, name, Space.L2, null, Map.of(), null, null);
  }

  /**
   * The views that the collections of a database keep, by name: of two with one name that of the
   * first, and none with the name of a collection.
   */
  static Map<String, StoredView> in(List<CollectionInfo> collections) {
    Map<String, StoredView> views = new TreeMap<>();
    for (CollectionInfo collection : collections) {
      collection
          .metadata()
          .forEach(
              (key, value) -> {
                String name = key.startsWith(KEY_PREFIX) ? key.substring(KEY_PREFIX.length()) : "";
                if (!name.isEmpty() && value instanceof String text && !text.isBlank()) {
                  views.putIfAbsent(name, new StoredView(name, collection.name(), text));
                }
              });
    }
    collections.forEach(collection -> views.remove(collection.name()));
    return views;
  }

  /** Whether a collection, read anew, still keeps this view. */
  boolean isKeptBy(CollectionInfo collection) {
    return collection.name().equals(home)
        && definition.equals(collection.metadata().get(metadataKey(name)));
  }

  /** The query, with the names of the columns in front where they are given. */
  public String query() {
    return definition.startsWith(AS) ? definition.substring(AS.length()) : definition;
  }

  /** The statement that makes the view. */
  public String statement() {
    return "CREATE VIEW \"" + name.replace("\"", "\"\"") + "\" " + definition;
  }
}
