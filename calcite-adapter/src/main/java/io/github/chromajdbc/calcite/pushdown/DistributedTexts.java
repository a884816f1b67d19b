package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.client.Quotas;
import io.github.chromajdbc.client.RecordFilter;
import io.github.chromajdbc.client.RecordFilter.DocumentContains;
import io.github.chromajdbc.client.RecordFilter.DocumentMatches;
import java.nio.charset.StandardCharsets;

/**
 * Positive conditions on documents as a distributed Chroma can be asked: its index finds texts of
 * three characters and more, and a service with quotas takes no long ones. They let through at
 * least what SQL wants.
 */
final class DistributedTexts {
  private static final int SHORTEST = 3;

  private DistributedTexts() {}

  /** The condition, or a wider one that the server takes. */
  static Bound within(RecordFilter filter, Quotas quotas) {
    if (filter instanceof DocumentContains contains) {
      String text = start(contains.text(), quotas.maxTextBytes());
      return text.codePointCount(0, text.length()) < SHORTEST
          ? Bound.EVERYTHING
          : Bound.of(new DocumentContains(false, text));
    }
    return filter instanceof DocumentMatches matches
            && bytes(matches.pattern()) > quotas.maxPatternBytes()
        ? Bound.EVERYTHING
        : Bound.of(filter);
  }

  /** As much of a text as has so many bytes: what contains the text contains its start. */
  private static String start(String text, int most) {
    int end = 0;
    int length = 0;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      length += bytes(Character.toString(point));
      if (length > most) {
        return text.substring(0, end);
      }
      end += Character.charCount(point);
    }
    return text;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
