package io.github.chromajdbc.index.command;

import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.IndexService;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A subcommand: opens the service, does its operation, prints what came of it. */
@Command(mixinStandardHelpOptions = true)
abstract class OperationCommand implements Callable<Integer> {
  @Mixin private ServiceOptions service = new ServiceOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public final Integer call() {
    try (IndexService opened = service.open()) {
      return run(opened, spec.commandLine().getOut());
    }
  }

  /** Does the operation and returns the exit code. */
  abstract int run(IndexService service, PrintWriter out);

  /** Runs a build with a progress bar; Ctrl-C cancels it. */
  final <T> T build(Function<BuildMonitor, T> work) {
    ProgressBar bar = new ProgressBar(spec.commandLine().getErr());
    try (BuildEndedBySignal monitor = BuildEndedBySignal.watchedBy(bar)) {
      return work.apply(monitor);
    }
  }
}
