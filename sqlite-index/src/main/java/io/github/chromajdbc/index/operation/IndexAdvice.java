package io.github.chromajdbc.index.operation;

import io.github.chromajdbc.index.definition.KeyType;
import io.github.chromajdbc.index.file.ChromaCollection;
import io.github.chromajdbc.index.file.ChromaSchema;
import io.github.chromajdbc.index.file.SqliteSession;
import io.github.chromajdbc.index.filter.ChromaFilter;
import io.github.chromajdbc.index.filter.FilterJson;
import io.github.chromajdbc.index.filter.FilterValue;
import io.github.chromajdbc.index.filter.ServerStatements;
import io.github.chromajdbc.index.report.FilterAdvice;
import io.github.chromajdbc.index.report.PredicateAdvice;
import io.github.chromajdbc.index.report.PredicateAdvice.Access;
import io.github.chromajdbc.index.translation.SqlText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells how filters are answered and what would make them fast. */
final class IndexAdvice {
  private final SqliteSession session;
  private final ChromaCollection collection;
  private final ChromaSchema schema;
  private final ServerStatements statements;
  private final PlanReader plans;

  IndexAdvice(
      SqliteSession session, ChromaCollection collection, ChromaSchema schema, String segment) {
    this.session = session;
    this.collection = collection;
    this.schema = schema;
    this.statements = new ServerStatements(schema, segment);
    this.plans = new PlanReader(session);
  }

  FilterAdvice advise(String json) {
    ChromaFilter filter = FilterJson.read(json);
    List<PredicateAdvice> predicates = new ArrayList<>();
    collect(filter, predicates);
    Set<String> ddl = new LinkedHashSet<>();
    predicates.stream().map(PredicateAdvice::ddl).filter(Objects::nonNull).forEach(ddl::add);
    return new FilterAdvice(
        json, predicates, List.copyOf(ddl), plans.plan(statements.page(filter)));
  }

  private void collect(ChromaFilter filter, List<PredicateAdvice> into) {
    if (filter instanceof ChromaFilter.And and) {
      and.children().forEach(child -> collect(child, into));
    } else if (filter instanceof ChromaFilter.Or or) {
      or.children().forEach(child -> collect(child, into));
    } else if (filter instanceof ChromaFilter.Comparison comparison) {
      into.add(comparison(comparison));
    } else if (filter instanceof ChromaFilter.ArrayMembership membership) {
      into.add(membership(membership));
    } else if (filter instanceof ChromaFilter.DocumentMatch match) {
      into.add(new PredicateAdvice("#document " + match.operator(), Access.DOCUMENT, null, null));
    }
  }

  private PredicateAdvice comparison(ChromaFilter.Comparison comparison) {
    FilterValue first = comparison.values().get(0);
    // Chroma asks for a number among the ints and among the floats; a branch over values that the
    // key does not have costs nothing and needs no index.
    Set<KeyType> types =
        first.isNumber() ? presentNumbers(comparison.key(), first.type()) : Set.of(first.type());
    return predicate(
        comparison.key() + " " + comparison.operator().chromaName(),
        comparison,
        "embedding_metadata",
        comparison.key(),
        types);
  }

  private PredicateAdvice membership(ChromaFilter.ArrayMembership membership) {
    return predicate(
        membership.key() + (membership.contains() ? " $contains" : " $not_contains"),
        membership,
        "embedding_metadata_array",
        membership.key(),
        Set.of(membership.value().type()));
  }

  private Set<KeyType> presentNumbers(String key, KeyType fallback) {
    Set<KeyType> present = EnumSet.noneOf(KeyType.class);
    for (KeyType type : List.of(KeyType.INT, KeyType.FLOAT)) {
      boolean found =
          !session
              .query(
                  "SELECT 1 FROM embedding_metadata WHERE key = ? AND "
                      + type.column()
                      + " IS NOT NULL LIMIT 1",
                  row -> 1,
                  key)
              .isEmpty();
      if (found) {
        present.add(type);
      }
    }
    return present.isEmpty() ? EnumSet.of(fallback) : present;
  }

  private PredicateAdvice predicate(
      String text, ChromaFilter filter, String table, String key, Set<KeyType> types) {
    if (table.equals("embedding_metadata_array") && !schema.arrays()) {
      return new PredicateAdvice(text, Access.SCANNED, null, null);
    }
    Access worst = Access.COVERED;
    String index = null;
    boolean seen = false;
    for (String line : plans.plan(statements.page(filter))) {
      if (!isAccess(line, table) || ofAbsentType(line, types)) {
        continue;
      }
      seen = true;
      Access access = access(line);
      List<String> named = PlanReader.indexes(List.of(line));
      if (index == null && access != Access.SCANNED && !named.isEmpty()) {
        index = named.get(0);
      }
      worst = access.compareTo(worst) > 0 ? access : worst;
    }
    Access access = seen ? worst : Access.SCANNED;
    String ddl = access == Access.COVERED || key.startsWith("chroma:") ? null : ddl(key, types);
    return new PredicateAdvice(text, access, access == Access.SCANNED ? null : index, ddl);
  }

  /** Whether a line is about the filter, and not about reading the metadata of what it found. */
  private static boolean isAccess(String line, String table) {
    return (line.startsWith("SEARCH " + table + " ")
            || line.equals("SCAN " + table)
            || line.startsWith("SCAN " + table + " "))
        && !line.contains("(id=?)");
  }

  private static boolean ofAbsentType(String line, Set<KeyType> types) {
    for (KeyType type : KeyType.values()) {
      if (line.contains(" AND " + type.column())) {
        return !types.contains(type);
      }
    }
    return false;
  }

  private static Access access(String line) {
    boolean byValue = false;
    for (KeyType type : KeyType.values()) {
      byValue |=
          line.contains(type.column() + "=?")
              || line.contains(type.column() + ">?")
              || line.contains(type.column() + "<?");
    }
    if (!byValue) {
      return Access.SCANNED;
    }
    return line.contains(" USING COVERING INDEX ") ? Access.COVERED : Access.INDEXED;
  }

  private String ddl(String key, Set<KeyType> types) {
    @Nullable KeyType only = types.size() == 1 ? types.iterator().next() : null;
    String label =
        (key + (only == null ? "" : "_" + only))
            .replaceAll("[^A-Za-z0-9]+", "_")
            .toLowerCase(Locale.ROOT);
    return "CREATE INDEX "
        + SqlText.identifier(label)
        + " ON "
        + SqlText.identifier(collection.name())
        + " ("
        + column(key)
        + (only == null ? "" : " " + only)
        + ")";
  }

  private static String column(String key) {
    return SqlText.identifier("metadata." + key);
  }
}
