package io.github.chromajdbc.index;

/** How a caller names a collection. */
public sealed interface CollectionSelector {

  /** By the collection's UUID, which survives renames. */
  record ById(String id) implements CollectionSelector {
    @Override
    public String toString() {
      return id;
    }
  }

  /** By the names of tenant, database and collection, all case-sensitive. */
  record ByName(String tenant, String database, String name) implements CollectionSelector {
    @Override
    public String toString() {
      return tenant + "/" + database + "/" + name;
    }
  }

  static CollectionSelector id(String id) {
    return new ById(id);
  }

  static CollectionSelector named(String tenant, String database, String name) {
    return new ByName(tenant, database, name);
  }
}
