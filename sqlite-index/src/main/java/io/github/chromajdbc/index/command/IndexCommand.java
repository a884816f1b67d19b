package io.github.chromajdbc.index.command;

import io.github.chromajdbc.index.IndexException;
import io.github.chromajdbc.index.IndexProblem;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program: with a subcommand it does one operation, without one it is the sidecar. */
@Command(
    name = "chroma-index",
    mixinStandardHelpOptions = true,
    version = "chroma-index",
    description = {
      "Metadata indexes for the chroma.sqlite3 of a single-node Chroma.",
      "With --port it serves the REST API beside the server; with a subcommand it does one thing."
    },
    subcommands = {
      CreateCommand.class,
      ListCommand.class,
      DropCommand.class,
      RebuildCommand.class,
      VerifyCommand.class,
      AdviseCommand.class,
      CheckCommand.class
    })
public final class IndexCommand implements Callable<Integer> {
  /** What a script can tell apart from the exit code: a refusal or failure of the operation. */
  static final int FAILED = 1;

  private static final Set<IndexProblem> WRONG_CALL =
      EnumSet.of(
          IndexProblem.INVALID_REQUEST,
          IndexProblem.INVALID_DEFINITION,
          IndexProblem.INVALID_FILTER);

  @Mixin private ServiceOptions service = new ServiceOptions();

  @Option(names = "--port", description = "Port of the sidecar; 0 takes a free one.")
  private Integer port = -1;

  @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address it listens on.")
  private String host = "127.0.0.1";

  @Spec private CommandSpec spec = CommandSpec.create();

  private IndexCommand() {}

  public static void main(String[] arguments) {
    System.exit(
        run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            arguments));
  }

  /** Runs the program and returns its exit code: 0, 1 for a failure, 2 for a wrong call. */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new IndexCommand())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command))
        .execute(arguments);
  }

  private static int report(Exception failure, CommandLine command) {
    String sentence =
        failure instanceof IndexException expected
            ? expected.sentence() + " (SQLSTATE " + expected.sqlState() + ")"
            : failure.toString();
    command.getErr().println("chroma-index: " + sentence);
    return failure instanceof IndexException expected ? exitCode(expected) : FAILED;
  }

  /** What the caller wrote wrongly is as wrong as an option that does not exist. */
  private static int exitCode(IndexException failure) {
    return WRONG_CALL.contains(failure.problem()) ? CommandLine.ExitCode.USAGE : FAILED;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0) {
      spec.commandLine().usage(spec.commandLine().getErr());
      throw IndexProblem.INVALID_REQUEST.exception(
          "Name a subcommand, or --port to run the sidecar");
    }
    new SidecarRun(service, host, port, spec.commandLine().getOut()).untilStopped();
    return 0;
  }
}
