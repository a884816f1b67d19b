package io.github.chromajdbc.index.operation;

import io.github.chromajdbc.index.catalogue.CatalogueEntry;
import io.github.chromajdbc.index.definition.IndexTarget;
import io.github.chromajdbc.index.file.ChromaSchema;
import io.github.chromajdbc.index.file.SqliteSession;
import io.github.chromajdbc.index.report.StatementCheck;
import io.github.chromajdbc.index.report.VerificationReport;
import io.github.chromajdbc.index.translation.PhysicalIndex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Finds out whether Chroma's statements use an index, and which of them suffer from it. */
final class IndexVerification {
  /** What a query asks for by default: it then fetches that many records by id. */
  private static final int USUAL_RESULTS = 10;

  private static final Pattern SERVED =
      Pattern.compile(
          "^SEARCH embedding_metadata(_array)? USING COVERING INDEX " + PhysicalIndex.PREFIX);

  private final PlanReader plans;
  private final StatementShapes shapes;

  IndexVerification(SqliteSession session, ChromaSchema schema, String segment) {
    this.plans = new PlanReader(session);
    this.shapes = new StatementShapes(schema, segment);
  }

  VerificationReport verify(CatalogueEntry entry) {
    List<StatementCheck> checks = new ArrayList<>();
    for (StatementShapes.Shape shape : shapes.of(entry.definition())) {
      List<String> plan = plans.plan(shape.statement());
      List<String> indexes = PlanReader.indexes(plan);
      checks.add(
          new StatementCheck(
              shape.label(), isUsed(entry, plan), indexes, plan, shape.statement().sql()));
    }
    return new VerificationReport(
        entry.name(), entry.collectionId(), checks, warnings(entry, checks));
  }

  /** Not so when only the index for filtered pages is, and the filter itself reads a table. */
  static boolean isUsed(CatalogueEntry entry, List<String> plan) {
    boolean metadata = entry.definition().target() instanceof IndexTarget.MetadataKeys;
    String search = "SEARCH " + (metadata ? "embedding_metadata" : "embeddings");
    List<String> searches = plan.stream().filter(line -> line.startsWith(search)).toList();
    return !Collections.disjoint(PlanReader.indexes(searches), entry.physical());
  }

  private List<String> warnings(CatalogueEntry entry, List<StatementCheck> checks) {
    List<String> warnings = new ArrayList<>();
    List<String> served = unused(checks, true);
    if (!served.isEmpty()) {
      warnings.add("Another index already serves: " + String.join(", ", served));
    }
    List<String> unused = unused(checks, false);
    if (!unused.isEmpty()) {
      warnings.add("Not used by: " + String.join(", ", unused));
    }
    if (entry.definition().target() instanceof IndexTarget.RecordScan) {
      // Measured: SQLite then prefers the index that is already in the order of ids to looking up
      // each id, because without statistics it takes a collection for ten rows.
      List<String> used = PlanReader.indexes(plans.plan(shapes.byIds(USUAL_RESULTS)));
      if (!Collections.disjoint(used, entry.physical())) {
        warnings.add(
            "Reading records by several ids, as every query does to fetch what it found, now walks"
                + " the whole index of the collection: pages get faster, queries and gets by id"
                + " slower by the time of one pass");
      }
    }
    return warnings;
  }

  private static List<String> unused(List<StatementCheck> checks, boolean served) {
    return checks.stream()
        .filter(check -> !check.used() && isServed(check) == served)
        .map(StatementCheck::statement)
        .toList();
  }

  /** Whether the statement reads metadata from a custom index, be it of another definition. */
  static boolean isServed(StatementCheck check) {
    return check.plan().stream().anyMatch(line -> SERVED.matcher(line).find());
  }
}
