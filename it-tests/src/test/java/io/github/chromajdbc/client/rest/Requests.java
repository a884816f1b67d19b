package io.github.chromajdbc.client.rest;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.client.GetRequest;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RecordFilter;
import io.github.chromajdbc.client.Space;
import java.util.Map;

/** Requests and names that the tests of this package share. */
final class Requests {
  static final Cancellation NEVER = Cancellation.never();

  /** A collection for servers that do not look at its name. */
  static final CollectionInfo ANY =
      new CollectionInfo(
          new DatabaseName("default_tenant", "default_database"),
          "3d9e1f6a-0000-4000-8000-000000000001",
          "docs",
          Space.L2,
          2,
          Map.of(),
          null,
          null);

  private Requests() {}

  static GetRequest all(RecordFields fields) {
    return new GetRequest(null, null, null, fields, null, 0);
  }

  static GetRequest where(RecordFilter where) {
    return new GetRequest(null, where, null, RecordFields.ID_ONLY, null, 0);
  }

  static GetRequest whereDocument(RecordFilter whereDocument) {
    return new GetRequest(null, null, whereDocument, RecordFields.ID_ONLY, null, 0);
  }
}
