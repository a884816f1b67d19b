package io.github.chromajdbc.calcite.route;

import io.github.chromajdbc.client.CollectionInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A routed table with the collections that it has now.
 *
 * @param members its collections, by name
 * @param map which values are where, learnt and configured
 */
public record RoutedTable(
    RoutedTableSettings settings, List<CollectionInfo> members, RouteMap map) {
  /** How the id of a routed table begins where it is described as a collection is. */
  public static final String ID_PREFIX = "routed:";

  public RoutedTable {
    members = List.copyOf(members);
  }

  /** Whether a description is one of a routed table, not of a collection. */
  public static boolean isDescribedBy(CollectionInfo description) {
    return description.id().startsWith(ID_PREFIX);
  }

  public String name() {
    return settings.name();
  }

  /**
   * The names of its collections, sorted. Some may not exist: those that the settings name, and no
   * glob, are part of the table whether they are there or not, so that nobody misses their rows
   * unawares.
   */
  public List<String> collections() {
    Set<String> names = new TreeSet<>();
    members.forEach(member -> names.add(member.name()));
    settings.collections().stream().filter(name -> !Globs.isGlob(name)).forEach(names::add);
    return Collections.unmodifiableList(new ArrayList<>(names));
  }

  /** The collection of this name. */
  public Optional<CollectionInfo> member(String name) {
    return members.stream().filter(member -> member.name().equals(name)).findFirst();
  }
}
