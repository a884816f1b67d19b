package io.github.chromajdbc.calcite.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.github.chromajdbc.calcite.explain.ExplainedRead.ExplainedRequest;
import io.github.chromajdbc.calcite.pushdown.Remaining;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * An explanation as JSON: {@code {"plan":{"operator","attributes","inputs"},"reads":[{"table",
 * "pushed","remaining":[{"condition","reason"}],"routing":[],"requests":[{"operation","body",
 * "indexes"}]}]}}.
 */
final class JsonExplanation {
  private JsonExplanation() {}

  /** The lines of the document. */
  static List<String> lines(PlanNode plan, List<ExplainedRead> reads) {
    StringWriter text = new StringWriter();
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setPrettyPrinter(
          new DefaultPrettyPrinter(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
              .withObjectIndenter(indenter)
              .withArrayIndenter(indenter));
      json.writeStartObject();
      json.writeFieldName("plan");
      write(plan, json);
      json.writeArrayFieldStart("reads");
      for (ExplainedRead read : reads) {
        write(read, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has none
    }
    return text.toString().lines().toList();
  }

  private static void write(PlanNode node, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("operator", node.operator());
    json.writeObjectFieldStart("attributes");
    for (Map.Entry<String, String> attribute : node.attributes().entrySet()) {
      json.writeStringField(attribute.getKey(), attribute.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("inputs");
    for (PlanNode input : node.inputs()) {
      write(input, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(ExplainedRead read, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("table", read.table());
    json.writeStringField("pushed", read.pushed());
    json.writeArrayFieldStart("remaining");
    for (Remaining remaining : read.remaining()) {
      json.writeStartObject();
      json.writeStringField("condition", remaining.condition());
      json.writeStringField("reason", remaining.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    write("routing", read.routing(), json);
    json.writeArrayFieldStart("requests");
    for (ExplainedRequest request : read.requests()) {
      json.writeStartObject();
      json.writeStringField("operation", request.request().operation());
      if (!request.restriction().isEmpty()) {
        json.writeStringField("restriction", request.restriction());
      }
      String body = request.request().body();
      if (!body.isEmpty()) {
        json.writeFieldName("body");
        json.writeRawValue(body);
      }
      write("indexes", request.indexes(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(String name, List<String> texts, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
