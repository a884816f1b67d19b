package io.github.chromajdbc.calcite.statement;

import java.util.List;

/**
 * A table of {@code INFORMATION_SCHEMA}, which describes a tenant and can be queried.
 *
 * @param columns with the tenant as their catalog
 */
public record SystemTable(String name, String remarks, List<ColumnDescription> columns) {

  /** The schema of these tables, in every tenant. */
  public static final String SCHEMA = "INFORMATION_SCHEMA";

  public SystemTable {
    columns = List.copyOf(columns);
  }
}
