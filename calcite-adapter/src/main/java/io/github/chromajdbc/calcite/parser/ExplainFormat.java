package io.github.chromajdbc.calcite.parser;

import org.apache.calcite.sql.Symbolizable;

/** How EXPLAIN writes the plan. */
public enum ExplainFormat implements Symbolizable {
  TEXT,
  JSON
}
