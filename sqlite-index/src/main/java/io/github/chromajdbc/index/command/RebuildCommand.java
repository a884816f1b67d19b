package io.github.chromajdbc.index.command;

import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.IndexService;
import io.github.chromajdbc.index.report.IndexInfo;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rebuild}. */
@Command(name = "rebuild", description = "Rebuild an index, or all of a collection.")
final class RebuildCommand extends OperationCommand {
  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "Name of the index.")
  private @Nullable String name;

  @Option(names = "--all", description = "Rebuild all of them.")
  private boolean all;

  @Override
  int run(IndexService service, PrintWriter out) {
    if (all == (name != null)) {
      throw IndexProblem.INVALID_REQUEST.exception("Name the index to rebuild, or --all");
    }
    String only = name;
    List<IndexInfo> rebuilt =
        build(
            monitor ->
                only == null
                    ? service.rebuildAll(collection.selector(), monitor)
                    : List.of(service.rebuild(collection.selector(), only, monitor)));
    IndexTable.print(rebuilt, out);
    return 0;
  }
}
