package io.github.chromajdbc.client.rest;

import com.fasterxml.jackson.core.JsonParser;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RecordPage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The columns of one page while its reply is read. */
final class PageColumns {
  private final RecordFields fields;
  private final MetadataColumns metadata;
  private @Nullable String @Nullable [] ids;
  private @Nullable String @Nullable [] documents;
  private @Nullable String @Nullable [] uris;
  private float @Nullable [] @Nullable [] embeddings;
  private double @Nullable [] distances;

  PageColumns(RecordFields fields) {
    this.fields = fields;
    metadata = new MetadataColumns(fields);
  }

  /** The array of this part of the reply, on whose start the parser stands. */
  void read(String part, JsonParser parser) throws IOException {
    switch (part) {
      case "ids" -> ids = Columns.strings(parser);
      case "documents" -> documents = Columns.strings(parser);
      case "uris" -> uris = Columns.strings(parser);
      case "embeddings" -> embeddings = Columns.vectors(parser);
      case "metadatas" -> metadata.read(parser);
      case "distances" -> distances = Columns.doubles(parser);
      default -> parser.skipChildren();
    }
  }

  /** The page, when every part that was asked for has come and has a value for each record. */
  RecordPage finish(boolean withDistances) throws UnexpectedReplyException {
    if (ids == null) {
      throw new UnexpectedReplyException("its reply has no ids");
    }
    int rows = ids.length;
    for (String id : ids) {
      if (id == null) {
        throw new UnexpectedReplyException("its reply has a record without an id");
      }
    }
    check(fields.documents(), "documents", documents == null ? -1 : documents.length, rows);
    check(fields.uris(), "uris", uris == null ? -1 : uris.length, rows);
    check(fields.embeddings(), "embeddings", embeddings == null ? -1 : embeddings.length, rows);
    check(fields.metadata(), "metadatas", metadata.rows(), rows);
    check(withDistances, "distances", distances == null ? -1 : distances.length, rows);
    @SuppressWarnings("NullAway") // Checked above, one by one.
    String[] certain = ids;
    return new RecordPage(
        certain,
        fields.documents() ? documents : null,
        fields.uris() ? uris : null,
        fields.embeddings() ? embeddings : null,
        metadata.values(),
        metadata.texts(),
        withDistances ? distances : null);
  }

  private static void check(boolean wanted, String part, int length, int rows)
      throws UnexpectedReplyException {
    if (wanted && length != rows) {
      throw new UnexpectedReplyException(
          "its reply has "
              + rows
              + " ids and "
              + (length < 0 ? "no " + part : length + " " + part));
    }
  }
}
