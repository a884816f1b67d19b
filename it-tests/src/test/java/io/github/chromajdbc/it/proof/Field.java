package io.github.chromajdbc.it.proof;

/** A column that every random table has, and what the tables hold in it. */
enum Field {
  ID(Kind.TEXT, "VARCHAR"),
  DOCUMENT(Kind.TEXT, "VARCHAR"),
  /** Small whole numbers. */
  N(Kind.WHOLE, "BIGINT"),
  /** Small whole numbers, mostly missing. */
  M(Kind.WHOLE, "BIGINT"),
  /** The ends of int64 and of what a double tells apart. */
  BIG(Kind.WHOLE, "BIGINT"),
  /** Quarters. */
  PRICE(Kind.NUMBER, "DOUBLE PRECISION"),
  /** Quarters, the whole ones as int or as float. */
  X(Kind.NUMBER, "DOUBLE PRECISION"),
  /** The ends of double. */
  FAR(Kind.NUMBER, "DOUBLE PRECISION"),
  NAME(Kind.TEXT, "VARCHAR"),
  CITY(Kind.TEXT, "VARCHAR"),
  FLAG(Kind.FLAG, "BOOLEAN"),
  /** Values of all types, read as their text. */
  MIX(Kind.TEXT, "VARCHAR"),
  /** What {@link #MIX} is beside a number, null where it is none. */
  MIX_NUMBER(Kind.NUMBER, "DOUBLE PRECISION"),
  TAGS(Kind.FIXED, "VARCHAR ARRAY"),
  NUMS(Kind.FIXED, "BIGINT ARRAY");

  final Kind kind;

  /** Its type in the independent engine. */
  final String type;

  Field(Kind kind, String type) {
    this.kind = kind;
    this.type = type;
  }

  boolean isArray() {
    return this == TAGS || this == NUMS;
  }

  /** Its metadata key. */
  String key() {
    return this == MIX_NUMBER ? "mix" : name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Its name in the independent engine. */
  String independentName() {
    return "k_" + name().toLowerCase(java.util.Locale.ROOT);
  }

  Node of(String alias) {
    String path = this == ID || this == DOCUMENT ? key() : "metadata." + key();
    return Node.forDriverAndIndependent(kind, alias + "." + path, alias + "." + independentName());
  }
}
