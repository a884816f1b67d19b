package io.github.chromajdbc.calcite.statement;

import io.github.chromajdbc.client.DatabaseName;

/** What a connection adds to a statement: where unqualified names are looked up. */
public record Session(DatabaseName database) {}
