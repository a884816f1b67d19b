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
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    Map<String, Set<KeyType>> types = new LinkedHashMap<>();
    for (String key : keys) {
      int equals = key.lastIndexOf('=');
      String bare = equals < 0 ? key : key.substring(0, equals);
      Set<KeyType> ofKey = types.computeIfAbsent(bare, each -> EnumSet.noneOf(KeyType.class));
      if (equals < 0) {
        ofKey.addAll(EnumSet.allOf(KeyType.class));
      } else {
        for (String type : key.substring(equals + 1).split(",", -1)) {
          ofKey.add(KeyType.parse(type));
        }
      }
    }
    List<IndexedKey> indexed = new ArrayList<>();
    types.forEach((key, ofKey) -> indexed.add(IndexedKey.of(key, ofKey)));
    return new IndexDefinition(name, new IndexTarget.MetadataKeys(indexed));
  }
}
