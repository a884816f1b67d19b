package io.github.chromajdbc.client;

/** What a metadata value can be. */
public enum ValueKind {
  STRING,
  INT,
  FLOAT,
  BOOL,
  STRING_ARRAY,
  INT_ARRAY,
  FLOAT_ARRAY,
  BOOL_ARRAY
}
