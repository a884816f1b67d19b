package io.github.chromajdbc.index.command;

import io.github.chromajdbc.index.CollectionSelector;
import io.github.chromajdbc.index.IndexService;
import io.github.chromajdbc.index.IndexService.Detail;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code list}. */
@Command(name = "list", description = "List the indexes of a collection, or of all.")
final class ListCommand extends OperationCommand {
  @ArgGroup(exclusive = false)
  private @Nullable CollectionOptions collection;

  @Option(names = "--sizes", description = "Count rows and bytes, which reads the indexes.")
  private boolean sizes;

  @Override
  int run(IndexService service, PrintWriter out) {
    Detail detail = sizes ? Detail.SIZE : Detail.DEFINITION;
    CollectionSelector selector = collection == null ? null : collection.selector();
    IndexTable.print(
        selector == null ? service.listAll(detail) : service.list(selector, detail), out);
    return 0;
  }
}
