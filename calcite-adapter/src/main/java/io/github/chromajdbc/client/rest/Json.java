package io.github.chromajdbc.client.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as this package reads and writes it: streamed, without trees for records. */
final class Json {

  /**
   * Documents and keys may be as long as the server lets them be. Key names are not interned: they
   * are data. The pool of buffers belongs to this class, so no buffer stays with the caller's
   * threads.
   */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .build();

  private Json() {}

  /** Reads a value from the parser, which stands on its first token, and leaves it on the last. */
  @FunctionalInterface
  interface Reader<T> {
    T read(JsonParser parser) throws IOException;
  }

  /** Writes a value. */
  @FunctionalInterface
  interface Body {
    void write(JsonGenerator generator) throws IOException;
  }

  /** Reads the whole body of a reply, to its last byte: only then is the connection used again. */
  static <T> T parse(Reply reply, Reader<T> reader) throws IOException {
    if (!reply.contentType().isEmpty() && !reply.isJson()) {
      throw new UnexpectedReplyException(
          "it sent " + Failures.bounded(reply.contentType()) + " where JSON belongs");
    }
    try (JsonParser parser = FACTORY.createParser(reply.body())) {
      JsonToken first;
      try {
        first = parser.nextToken();
      } catch (JsonParseException e) {
        throw (IOException)
            new UnexpectedReplyException("its reply is not JSON from the first byte").initCause(e);
      }
      if (first == null) {
        throw new UnexpectedReplyException("its reply is empty");
      }
      T value = reader.read(parser);
      if (parser.nextToken() != null) {
        throw new UnexpectedReplyException("its reply goes on after the end of the JSON value");
      }
      return value;
    }
  }

  /** UTF-8 bytes of what is written. */
  static byte[] bytes(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
      body.write(generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Memory takes every byte.
    }
    return bytes.toByteArray();
  }

  static JsonGenerator generator(Writer target) throws IOException {
    return FACTORY.createGenerator(target);
  }

  /** The value as JSON text: object keys sorted, numbers as the server wrote them. */
  static String text(JsonParser parser) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = generator(text)) {
      SortedJson.copy(parser, generator);
    }
    return text.toString();
  }

  /**
   * A value as String, Long, Double, Boolean, List or Map (in the order of the text); null for
   * null, and null members are left out of lists and maps.
   */
  static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          Object member = value(parser);
          if (member != null) {
            map.put(name, member);
          }
        }
        yield map;
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          Object member = value(parser);
          if (member != null) {
            list.add(member);
          }
        }
        yield list;
      }
      default -> scalar(parser);
    };
  }

  /** String, Long, Double, Boolean or null. */
  static @Nullable Object scalar(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? (Object) parser.getDoubleValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw shape("a value", parser);
    };
  }

  /** Complains about a reply of another shape. */
  static UnexpectedReplyException shape(String wanted, JsonParser parser) {
    String place = parser.getParsingContext().pathAsPointer().toString();
    return new UnexpectedReplyException(
        "its reply has "
            + tokenName(parser.currentToken())
            + " where "
            + wanted
            + " belongs (at '"
            + Failures.bounded(place)
            + "')");
  }

  private static String tokenName(@Nullable JsonToken token) {
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT, END_OBJECT -> "an object";
      case START_ARRAY, END_ARRAY -> "an array";
      case VALUE_NULL -> "null";
      case VALUE_STRING -> "a string";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "something";
    };
  }
}
