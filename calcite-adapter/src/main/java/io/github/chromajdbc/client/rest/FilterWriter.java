package io.github.chromajdbc.client.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.chromajdbc.client.RecordFilter;
import io.github.chromajdbc.error.ChromaError;
import java.io.IOException;
import java.util.List;

/** Writes a {@link RecordFilter} as {@code where} or {@code where_document}. */
final class FilterWriter {

  /** The two places a condition can stand in; conditions on documents look different in each. */
  enum Place {
    WHERE,
    WHERE_DOCUMENT
  }

  private final JsonGenerator json;
  private final Place place;

  FilterWriter(JsonGenerator json, Place place) {
    this.json = json;
    this.place = place;
  }

  void write(RecordFilter filter) throws IOException {
    json.writeStartObject();
    if (filter instanceof RecordFilter.And and) {
      writeChildren("$and", and.children());
    } else if (filter instanceof RecordFilter.Or or) {
      writeChildren("$or", or.children());
    } else if (filter instanceof RecordFilter.Compare compare) {
      startMetadata(compare.key());
      json.writeFieldName(compare.operator().symbol());
      writeValue(compare.value());
      json.writeEndObject();
    } else if (filter instanceof RecordFilter.Member member) {
      startMetadata(member.key());
      json.writeArrayFieldStart(member.negated() ? "$nin" : "$in");
      for (Object value : member.values()) {
        writeValue(value);
      }
      json.writeEndArray();
      json.writeEndObject();
    } else if (filter instanceof RecordFilter.ArrayContains contains) {
      startMetadata(contains.key());
      json.writeFieldName(contains.negated() ? "$not_contains" : "$contains");
      writeValue(contains.element());
      json.writeEndObject();
    } else if (filter instanceof RecordFilter.DocumentContains contains) {
      writeDocument(contains.negated() ? "$not_contains" : "$contains", contains.text());
    } else if (filter instanceof RecordFilter.DocumentMatches matches) {
      writeDocument(matches.negated() ? "$not_regex" : "$regex", matches.pattern());
    }
    json.writeEndObject();
  }

  private void writeChildren(String operator, List<RecordFilter> children) throws IOException {
    // An empty $and matches everything, and one child is an error: neither may leave by accident.
    if (children.size() < 2) {
      throw ChromaError.INTERNAL.exception(operator + " with " + children.size() + " conditions");
    }
    json.writeArrayFieldStart(operator);
    for (RecordFilter child : children) {
      write(child);
    }
    json.writeEndArray();
  }

  private void startMetadata(String key) throws IOException {
    if (place == Place.WHERE_DOCUMENT) {
      throw ChromaError.INTERNAL.exception("a metadata condition in where_document: " + key);
    }
    json.writeObjectFieldStart(key);
  }

  private void writeDocument(String operator, String text) throws IOException {
    if (place == Place.WHERE_DOCUMENT) {
      json.writeStringField(operator, text);
      return;
    }
    json.writeObjectFieldStart("#document");
    json.writeStringField(operator, text);
    json.writeEndObject();
  }

  private void writeValue(Object value) throws IOException {
    if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Long number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Double number && Double.isFinite(number)) {
      // Double.toString always has a decimal point: the server takes a list's type from its first
      // number, and 1 would make a list of integers.
      json.writeNumber(Double.toString(number));
    } else {
      throw ChromaError.INTERNAL.exception(
          "a filter value that Chroma does not know, of " + value.getClass().getSimpleName());
    }
  }
}
