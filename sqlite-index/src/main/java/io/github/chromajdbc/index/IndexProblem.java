package io.github.chromajdbc.index;

import java.util.Locale;

/**
 * Everything that can go wrong with an index: its SQLSTATE, the HTTP status the sidecar answers
 * with, and the sentence a user reads.
 *
 * <p>A template takes its arguments in the order of {@link String#format}. The sentence says what
 * is wrong and what to do about it.
 */
public enum IndexProblem {
  INVALID_DEFINITION("42000", 400, "%s"),
  INVALID_FILTER("42000", 400, "%s"),
  INVALID_REQUEST("42000", 400, "%s"),
  COLLECTION_NOT_FOUND("42S02", 404, "There is no collection %s in %s"),
  INDEX_NOT_FOUND("42704", 404, "Collection %s has no index '%s'. SHOW INDEXES lists those it has"),
  INDEX_AMBIGUOUS(
      "42000",
      409,
      "Collection %s has several indexes whose name is '%s' but for upper and lower case: write the name exactly"),
  INDEX_EXISTS(
      "42710",
      409,
      "Collection %s already has an index '%s'. Drop it first, or create it with IF NOT EXISTS"),
  NOT_USED(
      "58000",
      422,
      "Index '%s' was not created, because Chroma's own statements would not use it: %s"),

  FILE_NOT_FOUND("08001", 503, "There is no file %s. Name the chroma.sqlite3 of the server"),
  NOT_A_CHROMA_FILE("08001", 503, "%s is not the SQLite file of a Chroma server: %s"),
  NEWER_SCHEMA(
      "0A000",
      503,
      "%s has the metadata schema version %d, the newest known here is %d. Its indexes can be listed and dropped; to build one, use a newer chroma-jdbc or allow newer schemas"),
  READ_ONLY_FILE(
      "25006",
      503,
      "%s cannot be written, so no index can be built or dropped in it: %s. Run as the user that owns the file, on a writable disk"),
  BUILD_RUNNING(
      "55006",
      409,
      "Another process is building an index in %s. Wait until it is done, or cancel it there"),
  FILE_BUSY(
      "55006",
      503,
      "%s stayed locked for %d ms: the server, or another program, did not stop writing. Try again, or raise the lock timeout"),
  FILE_FAILED("58030", 500, "SQLite failed on %s: %s"),

  CANCELLED("57014", 409, "The operation on the indexes of %s was cancelled; it changed nothing"),
  INTERRUPTED(
      "57014",
      409,
      "The wait for the sidecar at %s was interrupted. It may still do what it was asked to: SHOW INDEXES tells"),
  UNAUTHORISED("28000", 401, "The sidecar needs its token: send 'Authorization: Bearer TOKEN'"),
  FORBIDDEN_ORIGIN("28000", 403, "%s"),
  NO_SUCH_ROUTE("0A000", 404, "The sidecar has no %s"),
  METHOD_NOT_ALLOWED("0A000", 405, "The sidecar has no %s for %s"),
  BODY_TOO_LARGE("54000", 413, "The body is larger than the %d bytes that the sidecar takes"),
  STOPPING("57P01", 503, "The sidecar is about to stop. Ask again when it runs"),
  UNSUPPORTED_MEDIA("42000", 415, "The sidecar takes JSON bodies (Content-Type: application/json)"),
  SIDECAR_UNREACHABLE(
      "08001",
      503,
      "Cannot reach the index sidecar at %s: %s. Check the address, and that the sidecar runs"),
  SIDECAR_FAILED("58000", 502, "The index sidecar at %s answered with HTTP %d: %s"),
  INTERNAL("XX000", 500, "An error inside the index service: %s. Please report it");

  private final String sqlState;
  private final int httpStatus;
  private final String template;

  IndexProblem(String sqlState, int httpStatus, String template) {
    this.sqlState = sqlState;
    this.httpStatus = httpStatus;
    this.template = template;
  }

  /** The five characters of SQLSTATE. */
  public String sqlState() {
    return sqlState;
  }

  /** The status of the sidecar's answer. */
  public int httpStatus() {
    return httpStatus;
  }

  /** The exception to throw. */
  public IndexException exception(Object... arguments) {
    return new IndexException(this, message(arguments), null);
  }

  /** The exception to throw when another one is the reason. */
  public IndexException causedBy(Throwable cause, Object... arguments) {
    return new IndexException(this, message(arguments), cause);
  }

  private String message(Object... arguments) {
    return String.format(Locale.ROOT, template, arguments);
  }
}
