package io.github.chromajdbc.index.command;

import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.IndexService;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexTarget;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.definition.KeyType;
import io.github.chromajdbc.index.report.IndexInfo;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code create}. */
@Command(
    name = "create",
    description = "Build an index, and prove that Chroma's statements use it.")
final class CreateCommand extends OperationCommand {
  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Parameters(index = "0", paramLabel = "NAME", description = "Name of the index.")
  private String name = "";

  @Parameters(
      index = "1..*",
      paramLabel = "KEY[=TYPE[,TYPE]]",
      description = "A metadata key with its types STRING, INT, FLOAT, BOOL; without, all types.")
  private List<String> keys = new ArrayList<>();

  @Option(names = "--scan", description = "Index the records in their order, in place of keys.")
  private boolean scan;

  @Option(names = "--if-not-exists", description = "Keep an index of the name that is there.")
  private boolean ifNotExists;

  @Override
  int run(IndexService service, PrintWriter out) {
    IndexService.IfExists ifExists =
        ifNotExists ? IndexService.IfExists.KEEP : IndexService.IfExists.FAIL;
    IndexDefinition definition = definition();
    IndexInfo created =
        build(monitor -> service.create(collection.selector(), definition, ifExists, monitor));
    IndexTable.print(List.of(created), out);
    return 0;
  }

  private IndexDefinition definition() {
    if (scan != keys.isEmpty()) {
      throw IndexProblem.INVALID_DEFINITION.exception("Name the keys of the index, or --scan");
    }
    if (scan) {
      return IndexDefinition.onRecords(name);
    }
    List<IndexedKey> indexed = keys.stream().map(CreateCommand::key).toList();
    return new IndexDefinition(name, new IndexTarget.MetadataKeys(IndexedKey.merged(indexed)));
  }

  private static IndexedKey key(String text) {
    int equals = text.lastIndexOf('=');
    if (equals < 0) {
      return IndexedKey.ofAllTypes(text);
    }
    String[] types = text.substring(equals + 1).split(",", -1);
    return IndexedKey.of(
        text.substring(0, equals), Arrays.stream(types).map(KeyType::parse).toList());
  }
}
