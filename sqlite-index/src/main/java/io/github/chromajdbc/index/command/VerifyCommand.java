package io.github.chromajdbc.index.command;

import io.github.chromajdbc.index.IndexService;
import io.github.chromajdbc.index.report.StatementCheck;
import io.github.chromajdbc.index.report.VerificationReport;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verify}. */
@Command(
    name = "verify",
    description = "Ask SQLite whether each statement of Chroma would use an index.")
final class VerifyCommand extends OperationCommand {
  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Parameters(paramLabel = "NAME", description = "Name of the index.")
  private String name = "";

  @Option(names = "--plans", description = "Print the plans too.")
  private boolean plans;

  @Override
  int run(IndexService service, PrintWriter out) {
    VerificationReport report = service.verify(collection.selector(), name);
    TextTable table = new TextTable("STATEMENT", "USED", "INDEXES");
    for (StatementCheck check : report.checks()) {
      List<String> custom =
          check.indexes().stream().filter(index -> index.startsWith("custom_idx_")).toList();
      table.add(check.statement(), check.used() ? "yes" : "NO", String.join(" ", custom));
    }
    table.print(out);
    if (plans) {
      for (StatementCheck check : report.checks()) {
        out.println();
        out.println(check.statement() + ":");
        check.plan().forEach(line -> out.println("  " + line));
      }
    }
    report.warnings().forEach(warning -> out.println("! " + warning));
    return report.allUsed() ? 0 : IndexCommand.FAILED;
  }
}
