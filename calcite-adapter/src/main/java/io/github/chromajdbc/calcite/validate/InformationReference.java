package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.calcite.statement.SystemTable;
import io.github.chromajdbc.calcite.system.InformationTable;
import io.github.chromajdbc.error.ChromaError;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A mention of a table of INFORMATION_SCHEMA.
 *
 * @param tenant whose databases it describes
 */
public record InformationReference(InformationTable table, String tenant) {

  /**
   * What a name means; empty when it is no name of that schema.
   *
   * @param currentTenant where the name has no tenant in front
   * @throws io.github.chromajdbc.error.ChromaException 42S02 when the schema has no such table
   */
  static Optional<InformationReference> find(List<String> names, String currentTenant) {
    int schema = names.size() - 2;
    if (schema < 0 || schema > 1 || !names.get(schema).equalsIgnoreCase(SystemTable.SCHEMA)) {
      return Optional.empty();
    }
    String name = names.get(schema + 1);
    InformationTable table =
        InformationTable.named(name)
            .orElseThrow(
                () ->
                    ChromaError.TABLE_NOT_FOUND.exception(
                        name + " in " + SystemTable.SCHEMA,
                        " It has " + Arrays.toString(InformationTable.values())));
    return Optional.of(new InformationReference(table, schema == 1 ? names.get(0) : currentTenant));
  }

  /** The name under which the statement's schema holds it. */
  public String schemaName() {
    return "information#" + table.name() + "#" + tenant;
  }
}
