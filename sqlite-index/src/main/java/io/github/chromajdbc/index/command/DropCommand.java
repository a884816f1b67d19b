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
    List<IndexInfo> dropped = new ArrayList<>();
    if (all) {
      dropped.addAll(service.dropAll(collection.selector()));
    } else {
      names.forEach(name -> dropped.add(service.drop(collection.selector(), name)));
    }
    dropped.forEach(index -> out.println("Dropped " + index.name()));
    return 0;
  }
}
