package io.github.chromajdbc.client;

import java.util.List;

/**
 * A condition in Chroma's own filter language, with Chroma's meaning (see each kind), not SQL's.
 * Metadata values are String, Long, Double (finite) or Boolean.
 */
public sealed interface RecordFilter {

  /** All children hold. At least two. */
  record And(List<RecordFilter> children) implements RecordFilter {
    public And {
      children = List.copyOf(children);
    }
  }

  /** One child holds. At least two. */
  record Or(List<RecordFilter> children) implements RecordFilter {
    public Or {
      children = List.copyOf(children);
    }
  }

  /**
   * A metadata value compared. Order comparisons take numbers only. NOT_EQUAL matches a missing
   * key.
   */
  record Compare(String key, Operator operator, Object value) implements RecordFilter {}

  /** A metadata value in a list of one type. Negated, it matches a missing key, too. */
  record Member(String key, boolean negated, List<Object> values) implements RecordFilter {
    public Member {
      values = List.copyOf(values);
    }
  }

  /** An array value that contains an element. Negated, it matches a missing key, too. */
  record ArrayContains(String key, boolean negated, Object element) implements RecordFilter {}

  /**
   * The document contains a text, case-sensitive; the empty text matches every record with a
   * document. Negated, it matches a record without a document, too.
   */
  record DocumentContains(boolean negated, String text) implements RecordFilter {}

  /** The document matches a pattern of Rust's regex crate, unanchored. Negated as above. */
  record DocumentMatches(boolean negated, String pattern) implements RecordFilter {}

  /** Chroma's comparison operators. */
  enum Operator {
    EQUAL("$eq"),
    NOT_EQUAL("$ne"),
    GREATER("$gt"),
    GREATER_OR_EQUAL("$gte"),
    LESS("$lt"),
    LESS_OR_EQUAL("$lte");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    /** As it stands in the JSON filter. */
    public String symbol() {
      return symbol;
    }
  }
}
