package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.calcite.function.RegularExpressions;
import io.github.chromajdbc.client.RecordFilter;
import io.github.chromajdbc.client.RecordFilter.DocumentContains;
import io.github.chromajdbc.client.RecordFilter.DocumentMatches;
import io.github.chromajdbc.error.ChromaError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Conditions on documents of a single node with texts that its SQLite does not take as they are.
 *
 * <p>Seen on 1.5.9: {@code $contains} is a LIKE, whose pattern may have 50,000 bytes. A regular
 * expression may compile to 10 MB, at some 32 bytes for each byte to match, eight times that when
 * case is ignored, and 900 for each "any character". It answers 500 beyond both. Server 1.0.0 is
 * sent no regular expressions, and what contains a text is looked at again.
 */
final class LongTexts {
  /** The key under which a single node keeps documents. Comparisons with it have no such limit. */
  private static final String DOCUMENT = "chroma:document";

  private static final int MOST_CONTAINED = 49_998;
  private static final int MOST_MATCHED = 250_000;
  private static final int ANY_CHARACTER = 30;
  private static final int IGNORING_CASE = 8;

  private LongTexts() {}

  /**
   * What finds the same and is taken.
   *
   * @param hasPatterns whether the server has regular expressions; if not, more may be found
   * @throws io.github.chromajdbc.error.ChromaException 54000 when there is no such filter
   */
  static Bound within(RecordFilter filter, boolean hasPatterns) {
    if (filter instanceof DocumentMatches matches) {
      requireTaken(matches.pattern());
    }
    if (!(filter instanceof DocumentContains contains)
        || bytes(contains.text()) + escapes(contains.text()) <= MOST_CONTAINED) {
      return Bound.of(filter);
    }
    return hasPatterns
        ? within(
            new DocumentMatches(contains.negated(), RegularExpressions.quote(contains.text())),
            true)
        : Bound.EVERYTHING;
  }

  /**
   * The documents that are one of the texts, or, negated, none of them, as {@code pattern} finds
   * them.
   */
  static Bound oneOf(Set<String> texts, DocumentMatches pattern) {
    if (size(pattern.pattern()) <= MOST_MATCHED) {
      return Bound.of(pattern);
    }
    List<Bound> lists = ValueLists.members(DOCUMENT, pattern.negated(), List.copyOf(texts));
    return pattern.negated() ? Bound.and(lists) : Bound.or(lists);
  }

  private static void requireTaken(String pattern) {
    if (size(pattern) > MOST_MATCHED) {
      throw ChromaError.LIMIT_EXCEEDED.exception(
          "Chroma takes no pattern as long as this one, of "
              + pattern.length()
              + " characters. Write a shorter one, or = for a document as a whole");
    }
  }

  /** In bytes to match. */
  private static long size(String pattern) {
    long size = bytes(pattern);
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) == '\\') {
        i++;
      } else if (pattern.charAt(i) == '.') {
        size += ANY_CHARACTER;
      }
    }
    return pattern.startsWith(RegularExpressions.IGNORING_CASE) ? size * IGNORING_CASE : size;
  }

  /** How many characters are LIKE's own, which the server escapes. */
  private static long escapes(String text) {
    return text.chars().filter(c -> c == '%' || c == '_' || c == '\\').count();
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
