package io.github.chromajdbc.index.command;

import io.github.chromajdbc.index.IndexService;
import io.github.chromajdbc.index.report.FileCheck;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** {@code check}. */
@Command(name = "check", description = "Run PRAGMA quick_check, which reads the whole file.")
final class CheckCommand extends OperationCommand {
  @Override
  int run(IndexService service, PrintWriter out) {
    FileCheck check = service.quickCheck();
    if (check.isSound()) {
      out.println("The file is sound");
      return 0;
    }
    check.messages().forEach(out::println);
    return IndexCommand.FAILED;
  }
}
