package io.github.chromajdbc.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that ends when this JVM does, even when the JVM is killed: then no code of ours runs,
 * but the system closes the pipe to a small shell script, and the script ends the server.
 */
final class SupervisedProcess implements AutoCloseable {
  private static final int STOP_SECONDS = 10;
  private static final int LOG_TAIL = 3_000;

  /**
   * Argument 1 is the folder to delete at the end, argument 2 the log, the rest the command. The
   * inner shell waits for the end of the pipe, then asks the server to stop and, four seconds
   * later, stops it. The log goes only then: of a server that ends by itself somebody wants to read
   * it. The trap keeps the outer shell alive through a Ctrl-C, which reaches every process of the
   * terminal; the server is put out of its reach where there is a program for that, since at a
   * prompt Ctrl-C ends a statement, not the server.
   */
  private static final String SCRIPT =
      """
      folder=$1
      log=$2
      shift 2
      exec 3<&0
      trap : INT HUP TERM
      session=
      command -v setsid >/dev/null && session=setsid
      $session "$@" 3<&- </dev/null &
      server=$!
      (
        while read -r line; do :; done <&3
        rm -f "$log"
        kill -TERM "$server" 2>/dev/null
        tries=0
        while [ "$tries" -lt 40 ]; do
          kill -0 "$server" 2>/dev/null || exit 0
          tries=$((tries + 1))
          sleep 0.1
        done
        kill -KILL "$server" 2>/dev/null
      ) &
      watcher=$!
      exec 3<&-
      code=0
      while kill -0 "$server" 2>/dev/null; do
        wait "$server"
        code=$?
      done
      kill -KILL "$watcher" 2>/dev/null
      rm -rf "$folder"
      exit "$code"
      """;

  private final Process process;
  private final OutputStream lifeline;
  private final Path folder;
  private final Path log;

  /**
   * Starts a command.
   *
   * @param folder its working folder, deleted when it has ended
   * @param log takes what it prints; not inside the folder
   */
  SupervisedProcess(List<String> command, Path folder, Path log) throws IOException {
    this.folder = folder;
    this.log = log;
    List<String> supervised = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "chroma-server"));
    supervised.add(folder.toString());
    supervised.add(log.toString());
    supervised.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(supervised)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("ANONYMIZED_TELEMETRY", "False");
    process = builder.start();
    lifeline = process.getOutputStream();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The end of what it printed. */
  String logTail() {
    try {
      String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip();
      return text.length() <= LOG_TAIL ? text : "..." + text.substring(text.length() - LOG_TAIL);
    } catch (IOException e) {
      return "(its log cannot be read: " + e.getMessage() + ")";
    }
  }

  /** Ends the process and waits until it has ended. May be called again. */
  @Override
  public void close() {
    List<ProcessHandle> descendants = process.descendants().toList();
    try {
      lifeline.close();
    } catch (IOException e) {
      // The script has ended already and nobody holds the other end.
      System.getLogger(SupervisedProcess.class.getName())
          .log(System.Logger.Level.TRACE, "The pipe was closed", e);
    }
    boolean ended = false;
    try {
      ended = process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      descendants.forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    Folders.deleteQuietly(folder);
    Folders.deleteQuietly(log);
  }
}
