package io.github.chromajdbc.calcite.exec.preview;

import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.exec.read.RoutedRead;
import io.github.chromajdbc.calcite.exec.read.RowLimits;
import io.github.chromajdbc.calcite.exec.routed.RoutedReads;
import io.github.chromajdbc.calcite.exec.search.SearchBounds;
import io.github.chromajdbc.calcite.route.RoutedTable;
import io.github.chromajdbc.calcite.route.RoutingDecision;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.calcite.statement.EngineOptions;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.RequestText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the read of a routed table would be sent, and why. */
public final class RoutedPreview {
  private RoutedPreview() {}

  /** The decision of a routed table's router, a line each: how many collections, which, why. */
  public static List<String> decision(RoutedRead routed, @Nullable Object[] operands) {
    RoutingDecision decision = routed.decide(operands);
    List<String> lines = new ArrayList<>();
    lines.add(
        "routing: "
            + routed.table().name()
            + " asks "
            + decision.collections().size()
            + " of "
            + routed.table().collections().size()
            + " collections"
            + (decision.collections().isEmpty()
                ? ""
                : ": " + String.join(", ", decision.collections())));
    lines.add("  since " + decision.reason());
    decision.warnings().forEach(warning -> lines.add("  warning: " + warning));
    return lines;
  }

  static List<RequestText> of(
      ReadPlan plan,
      RoutedRead routed,
      @Nullable Object[] operands,
      ChromaStore store,
      EngineOptions options) {
    RoutedTable table = routed.table();
    long offset = RowLimits.rows("OFFSET", plan.offset(), operands, 0, 0);
    long limit = RowLimits.rows("LIMIT", plan.fetch(), operands, Long.MAX_VALUE, 0);
    long rows = limit > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + limit;
    SearchPlan search = plan.search();
    if (search != null) {
      search =
          RoutedReads.ofEach(search, table, SearchBounds.of(search, operands, options).count());
    }
    List<RequestText> requests = new ArrayList<>();
    for (String name : routed.decide(operands).collections()) {
      CollectionInfo member = table.member(name).orElse(null);
      if (member == null) {
        requests.add(new RequestText("none: there is no collection " + name, ""));
      } else {
        requests.addAll(
            RequestPreview.of(
                plan.ofTarget(member, search, search == null ? rows : Long.MAX_VALUE),
                operands,
                store,
                options));
      }
    }
    return requests.isEmpty()
        ? List.of(new RequestText("none: no collection can have a row", ""))
        : requests;
  }
}
