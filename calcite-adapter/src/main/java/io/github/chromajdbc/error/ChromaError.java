package io.github.chromajdbc.error;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Every error and warning of the driver: its SQLSTATE, its vendor code and the sentence a user
 * reads.
 *
 * <p>A template takes its arguments in the order of {@link String#format}. The sentence says what
 * is wrong and what to do about it. Vendor codes are stable: they are never reused.
 */
public enum ChromaError {
  // 42: the statement is wrong.
  SYNTAX("42601", 1001, "%s"),
  TABLE_NOT_FOUND("42S02", 1002, "There is no table %s.%s"),
  COLUMN_NOT_FOUND("42S22", 1003, "There is no column %s.%s"),
  INVALID_STATEMENT("42000", 1004, "%s"),
  SCHEMA_NOT_FOUND("3F000", 1005, "There is no database %s.%s"),
  CATALOG_NOT_FOUND("3D000", 1006, "There is no tenant %s.%s"),
  COLUMN_AMBIGUOUS(
      "42702", 1007, "Column %s is ambiguous: put the table's name or alias in front of it"),
  TYPE_MISMATCH("42804", 1008, "%s"),
  INDEX_NOT_FOUND("42704", 1009, "There is no index %s. SHOW INDEXES lists those that are there"),
  TABLE_EXISTS("42S01", 1015, "%s"),
  INDEX_MISSING("42704", 1013, "%s"),
  INDEX_NOT_ALLOWED("28000", 1014, "%s"),
  INDEX_EXISTS("42710", 1010, "%s"),
  INDEX_FAILED("58000", 1011, "%s"),
  INDEX_BUSY("55006", 1012, "%s"),

  // 22: the data does not fit.
  NUMBER_OUT_OF_RANGE("22003", 2001, "%s"),
  DIVISION_BY_ZERO("22012", 2002, "Division by zero"),
  INVALID_VALUE("22018", 2003, "%s"),
  INVALID_PARAMETER_VALUE("22023", 2004, "%s"),
  INVALID_REGULAR_EXPRESSION("2201B", 2005, "%s"),
  INVALID_ROW_COUNT("2201W", 2006, "%s must be %s, but is %s"),
  INVALID_FRAME(
      "22013",
      2012,
      "How far the frame of a window reaches must be %s, but is %s. Check what stands before PRECEDING and FOLLOWING"),
  INVALID_DATETIME("22007", 2007, "%s"),
  INVALID_JSON(
      "22032",
      2014,
      "A text is no JSON: %s. Write NULL ON ERROR in place of ERROR ON ERROR, or keep such texts out by IS JSON"),
  DATETIME_OVERFLOW(
      "22008",
      2013,
      "A date with an interval added lies outside of the years 1 to 9999. Check the interval"),
  DIMENSION_MISMATCH(
      "22000", 2008, "Collection %s holds vectors of %d dimensions, the given vector has %d"),
  DATA_EXCEPTION("22000", 2009, "%s"),
  INVALID_SUBSTRING("22011", 2020, "%s"),
  INVALID_ARGUMENT_OF_POWER("2201F", 2021, "%s"),
  SEVERAL_ROWS(
      "21000",
      2011,
      "A subquery that stands for one value answered several rows: add LIMIT 1, or use MIN, MAX or IN"),
  DUPLICATE_ID("23505", 2010, "%s"),

  // 08, 28: the way to the server.
  CONNECTION_FAILED(
      "08001",
      3001,
      "Cannot reach Chroma at %s: %s. Check host and port, and that the server runs"),
  NOT_A_CHROMA_SERVER(
      "08001", 3002, "What answers at %s is not a Chroma server with the v2 API: %s"),
  CONNECTION_LOST(
      "08006", 3003, "The connection to Chroma at %s failed: %s. The statement can be repeated"),
  CONNECTION_CLOSED("08003", 3004, "This connection is closed"),
  AUTHENTICATION_FAILED(
      "28000",
      3005,
      "Chroma at %s refused the credentials (HTTP %d). Check the properties token, user and password, or apiKey"),
  INVALID_URL("08001", 3006, "%s"),
  UNKNOWN_PROPERTY("08001", 3007, "There is no connection property '%s'.%s"),
  INVALID_PROPERTY_VALUE("08001", 3008, "Property %s cannot be '%s': %s"),
  SERVER_ERROR("58000", 3009, "Chroma answered with an error (HTTP %d): %s"),
  SERVER_BUSY("58000", 3011, "Chroma is busy (HTTP %d): %s"),
  COLLECTION_GONE("42S02", 3010, "Collection %s was deleted while the statement ran"),

  // HY, 57: ended from outside.
  QUERY_TIMEOUT("HYT00", 4001, "The statement ran longer than its query timeout of %s"),
  CANCELLED("57014", 4002, "The statement was cancelled"),
  NETWORK_TIMEOUT(
      "08006", 4003, "Chroma at %s sent nothing for %s. Raise socketTimeout if that is expected"),

  COLLECTION_TIMEOUT("HYT00", 4004, "Collection %s did not answer within %s"),
  // 0A, 54: not possible.
  NOT_SUPPORTED("0A000", 5001, "%s"),
  LIMIT_EXCEEDED("54000", 5002, "%s"),

  // HY, 24, 07: the API is used in a way it does not allow.
  STATEMENT_CLOSED("HY010", 6001, "This statement is closed"),
  RESULT_SET_CLOSED("HY010", 6002, "This result set is closed"),
  NO_CURRENT_ROW(
      "24000",
      6003,
      "The cursor stands on no row: call next() first, and stop when it answers false"),
  COLUMN_INDEX_OUT_OF_RANGE(
      "07009", 6004, "Column index %d is out of range: the result has columns 1 to %d"),
  RESULT_COLUMN_NOT_FOUND("42S22", 6005, "The result has no column labelled '%s'.%s"),
  PARAMETER_INDEX_OUT_OF_RANGE(
      "07009", 6006, "Parameter index %d is out of range: the statement has %d parameter(s)"),
  PARAMETER_NOT_SET(
      "07002", 6007, "Parameter %d is not set: call a setter for each ? before executing"),
  INVALID_ARGUMENT("HY024", 6008, "%s"),
  CONVERSION_NOT_POSSIBLE("07006", 6009, "%s"),
  NO_RESULT_SET("02000", 6010, "%s"),
  TRANSACTION_STATE("25000", 6011, "%s"),

  // Embedding of texts, in the SQLSTATE classes above.
  EMBEDDING_NOT_AVAILABLE("0A000", 8001, "%s"),
  EMBEDDING_NOT_ALLOWED("42501", 8002, "%s"),
  EMBEDDING_KEY("28000", 8003, "%s"),
  EMBEDDING_SERVICE_UNREACHABLE("08001", 8004, "%s"),
  EMBEDDING_SERVICE_ERROR("58000", 8005, "%s"),
  EMBEDDING_DIMENSION("22000", 8006, "%s"),
  EMBEDDING_MODEL_ASSUMED("01000", 8007, "%s"),

  INTERNAL("XX000", 9001, "An error inside the driver: %s. Please report it with the statement"),

  // 01: warnings.
  WARNING("01000", 7001, "%s"),
  UNKNOWN_KEY("01000", 7002, "No record of %s is known to have the metadata key %s.%s"),
  COLUMNS_CAPPED(
      "01004",
      7003,
      "Collection %s has %d metadata keys, %d of them are shown as columns (property maxColumns); the others can still be named"),
  UNKNOWN_PROPERTY_IGNORED(
      "01S00", 7004, "Connection property '%s' is not known and was ignored.%s"),
  OPTION_CHANGED("01S02", 7005, "%s"),
  VALUE_NOT_REPRESENTABLE("01000", 7006, "%s"),
  COMPUTED_EXACTLY("01000", 7007, "%s"),
  COLLECTION_NOT_READ(
      "01000",
      7008,
      "Rows of collection %s are missing from the result of %s, since it could not be read: %s (SQLSTATE %s)"),
  VALUE_NOT_ROUTED("01000", 7009, "%s");

  private final String sqlState;
  private final int vendorCode;
  private final String template;

  ChromaError(String sqlState, int vendorCode, String template) {
    this.sqlState = sqlState;
    this.vendorCode = vendorCode;
    this.template = template;
  }

  /** The five characters of SQLSTATE. */
  public String sqlState() {
    return sqlState;
  }

  /**
   * The driver's own number of this error, as {@link java.sql.SQLException#getErrorCode} answers.
   */
  public int vendorCode() {
    return vendorCode;
  }

  /** The sentence with its arguments filled in. */
  public String message(@Nullable Object... arguments) {
    return String.format(Locale.ROOT, template, arguments);
  }

  /** The exception to throw. */
  public ChromaException exception(@Nullable Object... arguments) {
    return new ChromaException(this, message(arguments), null);
  }

  /** The exception to throw when another one is the reason. */
  public ChromaException causedBy(Throwable cause, @Nullable Object... arguments) {
    return new ChromaException(this, message(arguments), cause);
  }

  /**
   * The exception to throw in place of one of this error, when there is more to say than it does.
   */
  public ChromaException rephrased(ChromaException original, String sentence) {
    return new ChromaException(this, sentence, original);
  }

  /** The warning to hand to a {@link WarningSink}. */
  public ChromaWarning warning(@Nullable Object... arguments) {
    return new ChromaWarning(this, message(arguments));
  }
}
