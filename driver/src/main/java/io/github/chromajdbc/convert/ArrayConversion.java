package io.github.chromajdbc.convert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Between SQL's arrays, which are {@code float[]} (REAL ARRAY) or {@link List} here, and Java's
 * arrays, collections, {@link Array} and the text {@code [0.1, 0.2]}.
 */
final class ArrayConversion {
  private static final JsonFactory JSON = new JsonFactory();

  private ArrayConversion() {}

  /** The members of anything that is an array; null when it is none. */
  static @Nullable List<@Nullable Object> members(Object value) throws SQLException {
    if (value instanceof Array array) {
      Object inner = array.getArray();
      return inner == null ? null : members(inner);
    }
    if (value instanceof Collection<?> collection) {
      return new ArrayList<>(collection);
    }
    if (value instanceof Object[] array) {
      return new ArrayList<>(Arrays.asList(array));
    }
    if (value instanceof byte[] || !value.getClass().isArray()) {
      return null;
    }
    int length = java.lang.reflect.Array.getLength(value);
    List<@Nullable Object> members = new ArrayList<>(length);
    for (int index = 0; index < length; index++) {
      members.add(java.lang.reflect.Array.get(value, index));
    }
    return members;
  }

  /** A vector, from any array of numbers or its text. */
  static float[] toVector(Object value) throws SQLException {
    if (value instanceof float[] vector) {
      return vector;
    }
    if (value instanceof double[] numbers) {
      float[] vector = new float[numbers.length];
      for (int index = 0; index < numbers.length; index++) {
        vector[index] = NumberConversion.narrowed(numbers[index]);
      }
      return vector;
    }
    List<@Nullable Object> members = value instanceof String text ? parse(text) : members(value);
    if (members == null) {
      throw Unconvertible.classes(value, "REAL ARRAY");
    }
    float[] vector = new float[members.size()];
    for (int index = 0; index < vector.length; index++) {
      Object member = members.get(index);
      if (member == null || member instanceof Boolean) {
        throw Unconvertible.text(
            String.valueOf(member), "number, which member " + index + " of a vector must be");
      }
      vector[index] = NumberConversion.toFloat(member);
    }
    return vector;
  }

  static double[] toDoubles(Object value) throws SQLException {
    List<@Nullable Object> members = list(value);
    double[] numbers = new double[members.size()];
    for (int index = 0; index < numbers.length; index++) {
      numbers[index] = NumberConversion.toDouble(present(members.get(index), "double[]"));
    }
    return numbers;
  }

  static long[] toLongs(Object value) throws SQLException {
    List<@Nullable Object> members = list(value);
    long[] numbers = new long[members.size()];
    for (int index = 0; index < numbers.length; index++) {
      numbers[index] = NumberConversion.toLong(present(members.get(index), "long[]"));
    }
    return numbers;
  }

  private static Object present(@Nullable Object member, String target) throws SQLException {
    if (member == null) {
      throw Unconvertible.text("NULL", "member of a " + target);
    }
    return member;
  }

  /** The members of an array or of its text. */
  static List<@Nullable Object> list(Object value) throws SQLException {
    List<@Nullable Object> members = value instanceof String text ? parse(text) : members(value);
    if (members == null) {
      throw Unconvertible.classes(value, "ARRAY");
    }
    return members;
  }

  /** Reads {@code [0.1, 2, "x", true, null]}: whole numbers as Long, others as Double. */
  static List<@Nullable Object> parse(String text) throws SQLException {
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() == JsonToken.START_ARRAY) {
        List<@Nullable Object> members = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          members.add(scalar(json, text));
        }
        if (json.nextToken() == null) {
          return members;
        }
      }
    } catch (IOException malformed) {
      throw Unconvertible.text(text, "array: write it as [0.1, 0.2]");
    }
    throw Unconvertible.text(text, "array: write it as [0.1, 0.2]");
  }

  private static @Nullable Object scalar(JsonParser json, String text)
      throws IOException, SQLException {
    JsonToken token = json.currentToken();
    if (token == null || !token.isScalarValue()) {
      throw Unconvertible.text(text, "array of numbers, texts or truth values");
    }
    return switch (token) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT ->
          json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? (Object) json.getDecimalValue()
              : (Object) json.getLongValue();
      case VALUE_NUMBER_FLOAT -> NumberConversion.toDouble(json.getText());
      default -> json.getText();
    };
  }
}
