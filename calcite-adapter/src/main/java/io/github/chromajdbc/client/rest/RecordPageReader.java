package io.github.chromajdbc.client.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RecordPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the replies of {@code get} and {@code query}. Their parts may come in any order. */
final class RecordPageReader {
  private RecordPageReader() {}

  static RecordPage get(JsonParser parser, RecordFields fields) throws IOException {
    PageColumns columns = new PageColumns(fields);
    for (String part = firstPart(parser); part != null; part = parser.nextFieldName()) {
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        columns.read(part, parser);
      } else {
        parser.skipChildren();
      }
    }
    return columns.finish(false);
  }

  /** One page for each of the query's vectors: every part of the reply is nested once more. */
  static List<RecordPage> query(JsonParser parser, RecordFields fields, int vectors)
      throws IOException {
    List<PageColumns> columns = new ArrayList<>(vectors);
    for (int i = 0; i < vectors; i++) {
      columns.add(new PageColumns(fields));
    }
    for (String part = firstPart(parser); part != null; part = parser.nextFieldName()) {
      if (parser.nextToken() == JsonToken.START_ARRAY && !part.equals("include")) {
        readNested(part, parser, columns);
      } else {
        parser.skipChildren();
      }
    }
    List<RecordPage> pages = new ArrayList<>(vectors);
    for (PageColumns page : columns) {
      pages.add(page.finish(true));
    }
    return pages;
  }

  private static void readNested(String part, JsonParser parser, List<PageColumns> columns)
      throws IOException {
    int index = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (index == columns.size()) {
        throw new UnexpectedReplyException(
            "its reply has results for more vectors than the " + index + " of the query");
      }
      if (parser.currentToken() == JsonToken.START_ARRAY) {
        columns.get(index).read(part, parser);
      } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
        throw Json.shape("an array", parser);
      }
      index++;
    }
  }

  private static @Nullable String firstPart(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw Json.shape("an object", parser);
    }
    return parser.nextFieldName();
  }
}
