package io.github.chromajdbc.index.filter;

import java.util.List;

/** A {@code where} filter of Chroma. */
public sealed interface ChromaFilter {

  /** All of them; true when there is none. */
  record And(List<ChromaFilter> children) implements ChromaFilter {
    public And {
      children = List.copyOf(children);
    }
  }

  /** Any of them. */
  record Or(List<ChromaFilter> children) implements ChromaFilter {
    public Or {
      children = List.copyOf(children);
    }
  }

  /** One metadata key compared with a value, or with each value of a list. */
  record Comparison(String key, Operator operator, List<FilterValue> values)
      implements ChromaFilter {
    public Comparison {
      values = List.copyOf(values);
    }

    public Comparison(String key, Operator operator, FilterValue value) {
      this(key, operator, List.of(value));
    }
  }

  /** Whether the array of a key has an element. */
  record ArrayMembership(String key, boolean contains, FilterValue value) implements ChromaFilter {}

  /**
   * A predicate on the document, which Chroma answers from its full-text index or by reading the
   * documents. It is kept as text: no metadata index has a part in it.
   */
  record DocumentMatch(String operator, String pattern) implements ChromaFilter {}

  /** The comparison operators of a metadata key. */
  enum Operator {
    EQUAL("$eq", "="),
    NOT_EQUAL("$ne", "="),
    LESS("$lt", "<"),
    LESS_OR_EQUAL("$lte", "<="),
    GREATER("$gt", ">"),
    GREATER_OR_EQUAL("$gte", ">="),
    IN("$in", "IN"),
    NOT_IN("$nin", "IN");

    private final String chromaName;
    private final String sql;

    Operator(String chromaName, String sql) {
      this.chromaName = chromaName;
      this.sql = sql;
    }

    /** As the filter writes it, such as {@code $eq}. */
    public String chromaName() {
      return chromaName;
    }

    /** As the subquery writes it; the negative ones are {@code NOT IN} the positive's ids. */
    String sql() {
      return sql;
    }

    public boolean isNegative() {
      return this == NOT_EQUAL || this == NOT_IN;
    }

    public boolean takesList() {
      return this == IN || this == NOT_IN;
    }

    public boolean isRange() {
      return switch (this) {
        case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
        case EQUAL, NOT_EQUAL, IN, NOT_IN -> false;
      };
    }
  }
}
