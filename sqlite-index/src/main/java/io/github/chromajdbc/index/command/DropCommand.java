package io.github.chromajdbc.index.command;

import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.IndexService;
import io.github.chromajdbc.index.report.IndexInfo;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drop}. */
@Command(name = "drop", description = "Drop indexes by name, or all of a collection.")
final class DropCommand extends OperationCommand {
  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "Names of indexes.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--all", description = "Drop all of them.")
  private boolean all;

  @Override
  int run(IndexService service, PrintWriter out) {
    if (all != names.isEmpty()) {
      throw IndexProblem.INVALID_REQUEST.exception("Name the indexes to drop, or --all");
    }
    if (all) {
      service.dropAll(collection.selector()).forEach(index -> tell(index, out));
    }
    for (String name : names) {
      // Each is told when it is done: what comes after it may fail.
      tell(service.drop(collection.selector(), name), out);
    }
    return 0;
  }

  private static void tell(IndexInfo dropped, PrintWriter out) {
    out.println("Dropped " + dropped.name());
  }
}
