package io.github.chromajdbc.calcite.parser;

import io.github.chromajdbc.calcite.parser.generated.ChromaParserConstants;
import io.github.chromajdbc.calcite.parser.generated.ChromaParserTokenManager;
import io.github.chromajdbc.calcite.parser.generated.ParseException;
import io.github.chromajdbc.calcite.parser.generated.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the parser met and what it would have taken, from a JavaCC exception.
 *
 * <p>The grammar looks two tokens ahead, so the exception may point at the token before the wrong
 * one: the wrong one is where the longest expected sequence that the text follows breaks off.
 *
 * @param last the last token that is right; its kind is 0 where there is none
 * @param found the first that is not
 * @param expected what could stand in its place, as JavaCC names tokens
 */
record Expectations(Token last, Token found, Set<String> expected) {
  private static final int MOST_NAMED = 6;

  private static final String NAME = "<IDENTIFIER>";

  // What begins an expression and nothing else: with it everything else is possible, too.
  private static final String EXPRESSION = "\"CASE\"";

  // What continues an expression. It is always possible after one, and so says nothing.
  private static final Set<String> CONTINUATIONS =
      Set.of(
          "\".\"",
          "\"[\"",
          "\"=\"",
          "\"<\"",
          "\">\"",
          "\"<=\"",
          "\">=\"",
          "\"<>\"",
          "\"!=\"",
          "\"+\"",
          "\"-\"",
          "\"*\"",
          "\"/\"",
          "\"%\"",
          "\"||\"",
          "\"^\"",
          "\"&\"",
          "\"<<\"",
          "\":\"",
          "\"AND\"",
          "\"OR\"",
          "\"NOT\"",
          "\"IN\"",
          "\"BETWEEN\"",
          "\"LIKE\"",
          "\"ILIKE\"",
          "\"RLIKE\"",
          "\"SIMILAR\"",
          "\"IS\"",
          "\"MEMBER\"",
          "\"SUBMULTISET\"",
          "\"CONTAINS\"",
          "\"REGEX\"",
          "\"OVERLAPS\"",
          "\"EQUALS\"",
          "\"PRECEDES\"",
          "\"SUCCEEDS\"",
          "\"IMMEDIATELY\"",
          "\"MULTISET\"",
          "\"FORMAT\"",
          "\"ESCAPE\"");

  // Possible, and never what is missing: DECIMAL '1.5', 'a' UESCAPE '!', a hint, a semicolon.
  private static final Set<String> UNHELPFUL =
      Set.of("\"DECIMAL\"", "\"UESCAPE\"", "\"/*+\"", "\"*/\"", "\";\"");

  // Of many possible tokens these help most.
  private static final List<String> HELPFUL =
      List.of("\")\"", "\"]\"", "\",\"", "\"FROM\"", "\"THEN\"", "\"END\"", "\"ON\"", "<EOF>");

  static Expectations of(ParseException e) {
    List<int[]> matching = Arrays.asList(e.expectedTokenSequences);
    Token last = e.currentToken;
    Token found = last.next;
    int depth = 0;
    while (true) {
      List<int[]> longer = following(matching, depth, found.kind);
      if (longer.isEmpty() || found.next == null) {
        return new Expectations(last, found, names(matching, depth, e.tokenImage));
      }
      matching = longer;
      last = found;
      found = found.next;
      depth++;
    }
  }

  /** The sequences with this kind at this place that go on after it. */
  private static List<int[]> following(List<int[]> sequences, int depth, int kind) {
    List<int[]> following = new ArrayList<>();
    for (int[] sequence : sequences) {
      if (sequence.length > depth + 1 && sequence[depth] == kind) {
        following.add(sequence);
      }
    }
    return following;
  }

  /** Without the keywords that are names: where a name can stand, they say nothing. */
  private static Set<String> names(List<int[]> sequences, int depth, String[] images) {
    boolean nameCanStand = false;
    for (int[] sequence : sequences) {
      nameCanStand |=
          sequence.length > depth && sequence[depth] == ChromaParserConstants.IDENTIFIER;
    }
    Set<String> names = new LinkedHashSet<>();
    for (int[] sequence : sequences) {
      if (sequence.length > depth
          && !(nameCanStand && ChromaParserTokenManager.isFreeWord(sequence[depth]))) {
        names.add(images[sequence[depth]]);
      }
    }
    return names;
  }

  /** Whether the statement could have ended before the wrong token. */
  boolean couldEnd() {
    return expected.contains("<EOF>");
  }

  boolean expectsString() {
    return expected.contains("<QUOTED_STRING>");
  }

  boolean expectsName() {
    return expected.contains(NAME);
  }

  /** "a, b or c"; null where there is too much to say. */
  @Nullable String phrase() {
    if (expected.contains("\"INSERT\"")) {
      return "a statement";
    }
    if (expected.contains("\"TIMESTAMP\"") && !expected.contains(EXPRESSION)) {
      return "a type";
    }
    if (expected.contains(EXPRESSION)) {
      return expected.contains("\"SELECT\"") ? "a query or an expression" : "an expression";
    }
    Set<String> words = words(image -> !CONTINUATIONS.contains(image));
    if (words.isEmpty()) {
      words = words(CONTINUATIONS::contains);
    }
    if (words.size() > MOST_NAMED) {
      words = words(HELPFUL::contains);
    }
    return words.isEmpty() || words.size() > MOST_NAMED ? null : enumerate(List.copyOf(words));
  }

  private Set<String> words(Predicate<String> wanted) {
    Set<String> words = new LinkedHashSet<>();
    for (String image : expected) {
      if (wanted.test(image) && !UNHELPFUL.contains(image)) {
        words.add(word(image));
      }
    }
    words.remove("");
    return words;
  }

  private static String enumerate(List<String> words) {
    int lastIndex = words.size() - 1;
    return lastIndex == 0
        ? words.get(0)
        : String.join(", ", words.subList(0, lastIndex)) + " or " + words.get(lastIndex);
  }

  /** How a token is called in a sentence; empty for one that no user writes. */
  private static String word(String image) {
    return switch (image) {
      case "<IDENTIFIER>", "<QUOTED_IDENTIFIER>" -> "a name";
      case "<UNSIGNED_INTEGER_LITERAL>", "<DECIMAL_NUMERIC_LITERAL>", "<APPROX_NUMERIC_LITERAL>" ->
          "a number";
      case "<QUOTED_STRING>" -> "a string";
      case "<EOF>" -> "the end";
      default -> isQuoted(image) ? Words.quoteSign(unquote(image)) : "";
    };
  }

  private static boolean isQuoted(String image) {
    return image.startsWith("\"");
  }

  private static String unquote(String image) {
    return image.substring(1, image.length() - 1);
  }
}
