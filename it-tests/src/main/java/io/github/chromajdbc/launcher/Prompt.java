package io.github.chromajdbc.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import sqlline.SqlLine;

/** sqlline's prompt, with its history kept between calls. */
final class Prompt {
  private Prompt() {}

  /** Reads and runs statements until the user leaves. */
  static ExitCode open(String url, PrintStream output) throws IOException {
    Path history = history();
    Files.createDirectories(history.getParent());
    output.println(
        "SQL statements end with a semicolon. !tables lists the tables, !quit leaves, and"
            + " !set outputformat vertical shows long values whole.");
    SqlLine.Status status =
        new SqlLine()
            .begin(
                new String[] {
                  "-d",
                  "io.github.chromajdbc.ChromaDriver",
                  "-u",
                  url,
                  // Otherwise sqlline asks for them; the URL has what the server needs.
                  "-n",
                  "",
                  "-p",
                  "",
                  // The URL, which sqlline would show, may hold a key.
                  "--prompt=chroma> ",
                  "--outputFormat=table",
                  "--isolation=TRANSACTION_NONE",
                  "--historyFile=" + history
                },
                null,
                true);
    return status == SqlLine.Status.OK ? ExitCode.SUCCESS : ExitCode.STATEMENT_FAILED;
  }

  /** Where the desktop's conventions put what programs remember. */
  private static Path history() {
    String configured = System.getenv("XDG_STATE_HOME");
    Path base =
        configured == null || configured.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(configured);
    return base.resolve("chroma-jdbc").resolve("history");
  }
}
