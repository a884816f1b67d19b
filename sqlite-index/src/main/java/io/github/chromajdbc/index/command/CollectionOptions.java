package io.github.chromajdbc.index.command;

import io.github.chromajdbc.index.CollectionSelector;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Which collection an operation is about. */
final class CollectionOptions {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  @Option(names = "--collection", required = true, description = "Name or UUID of a collection.")
  private String collection = "";

  @Option(names = "--tenant", defaultValue = "default_tenant", description = "${DEFAULT-VALUE}")
  private String tenant = "default_tenant";

  @Option(names = "--database", defaultValue = "default_database", description = "${DEFAULT-VALUE}")
  private String database = "default_database";

  CollectionSelector selector() {
    return UUID.matcher(collection).matches()
        ? CollectionSelector.id(collection)
        : CollectionSelector.named(tenant, database, collection);
  }
}
