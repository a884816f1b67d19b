package io.github.chromajdbc.convert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * To text, as a literal of SQL would be written: {@code 2026-01-31 23:59:59.5}; arrays and maps as
 * JSON, bytes as hexadecimal digits.
 */
final class TextConversion {
  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  private TextConversion() {}

  static String toText(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof BigDecimal exact) {
      return exact.toPlainString();
    }
    if (value instanceof LocalTime time) {
      return TIME.format(time);
    }
    if (value instanceof LocalDateTime timestamp) {
      return timestamp.toLocalDate() + " " + TIME.format(timestamp);
    }
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof float[] || value instanceof List<?> || value instanceof Map<?, ?>) {
      return json(value);
    }
    return value.toString();
  }

  private static String json(Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(value, json);
    } catch (IOException impossible) {
      // A StringWriter has no end.
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static void write(@Nullable Object value, JsonGenerator json) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof float[] vector) {
      json.writeStartArray();
      for (float number : vector) {
        json.writeNumber(number);
      }
      json.writeEndArray();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object member : list) {
        write(member, json);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        write(entry.getValue(), json);
      }
      json.writeEndObject();
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Number) {
      // The number's own text, which is JSON's for every class here but NaN and the infinities.
      String number = toText(value);
      if (Character.isLetter(number.charAt(number.length() - 1))) {
        json.writeString(number);
      } else {
        json.writeRawValue(number);
      }
    } else {
      json.writeString(toText(value));
    }
  }
}
