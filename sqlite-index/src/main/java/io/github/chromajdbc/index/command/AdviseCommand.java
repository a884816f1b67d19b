package io.github.chromajdbc.index.command;

import io.github.chromajdbc.index.IndexService;
import io.github.chromajdbc.index.report.FilterAdvice;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code advise}. */
@Command(name = "advise", description = "Tell which filters scan, and the DDL that mends them.")
final class AdviseCommand extends OperationCommand {
  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Parameters(
      paramLabel = "FILTER",
      arity = "1..*",
      description = "A where filter of Chroma, as JSON.")
  private List<String> filters = new ArrayList<>();

  @Override
  int run(IndexService service, PrintWriter out) {
    Set<String> ddl = new LinkedHashSet<>();
    for (FilterAdvice advice : service.advise(collection.selector(), filters)) {
      out.println(advice.filter());
      TextTable table = new TextTable("  PREDICATE", "ACCESS", "INDEX");
      advice
          .predicates()
          .forEach(
              predicate -> {
                String index = predicate.index();
                table.add(
                    "  " + predicate.predicate(), predicate.access(), index == null ? "-" : index);
              });
      table.print(out);
      ddl.addAll(advice.ddl());
    }
    ddl.forEach(statement -> out.println(statement + ";"));
    return 0;
  }
}
