package io.github.chromajdbc.launcher;

/** What {@code ./chroma-sql} ends with; its {@code --help} lists the same numbers. */
enum ExitCode {
  SUCCESS(0),
  /** A statement failed. */
  STATEMENT_FAILED(1),
  /** The command line or the URL is wrong. */
  USAGE(2),
  /** Something outside is missing: Java, the build, the server. */
  ENVIRONMENT(3);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
