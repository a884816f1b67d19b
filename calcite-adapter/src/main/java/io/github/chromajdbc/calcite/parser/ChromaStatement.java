package io.github.chromajdbc.calcite.parser;

/** A statement that is no query and that Calcite does not know: its node is in this package. */
public interface ChromaStatement {

  /** How messages call it, {@code CREATE INDEX} for one. */
  String statementName();
}
