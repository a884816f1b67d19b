package io.github.chromajdbc.calcite.explain;

import io.github.chromajdbc.calcite.exec.preview.RoutedPreview;
import io.github.chromajdbc.calcite.exec.read.RoutedRead;
import io.github.chromajdbc.calcite.explain.ExplainedRead.ExplainedRequest;
import io.github.chromajdbc.calcite.parser.ExplainFormat;
import io.github.chromajdbc.calcite.plan.DirectOperands;
import io.github.chromajdbc.calcite.plan.PhysicalPlan;
import io.github.chromajdbc.calcite.pushdown.ConditionText;
import io.github.chromajdbc.calcite.rel.ChromaRead;
import io.github.chromajdbc.calcite.rel.KeyRestriction;
import io.github.chromajdbc.calcite.rel.ReadsCollection;
import io.github.chromajdbc.calcite.statement.EngineOptions;
import io.github.chromajdbc.calcite.statement.IndexAdministration;
import io.github.chromajdbc.calcite.statement.RowCursor;
import io.github.chromajdbc.calcite.statement.RowsInMemory;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.RequestText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlExplainFormat;
import org.apache.calcite.sql.SqlExplainLevel;
import org.jspecify.annotations.Nullable;

/** The lines that EXPLAIN answers. */
public final class Explanation {
  private final List<? extends @Nullable Object> parameters;
  private final ChromaStore store;
  private final EngineOptions options;
  private final Optional<IndexAdministration> indexes;

  private Explanation(
      List<? extends @Nullable Object> parameters,
      ChromaStore store,
      EngineOptions options,
      Optional<IndexAdministration> indexes) {
    this.parameters = parameters;
    this.store = store;
    this.options = options;
    this.indexes = indexes;
  }

  /** A column of lines: the plan, then each request. Sends none of them. */
  public static RowCursor rows(
      PhysicalPlan plan,
      ExplainFormat format,
      List<? extends @Nullable Object> parameters,
      ChromaStore store,
      EngineOptions options,
      Optional<IndexAdministration> indexes) {
    List<ExplainedRead> reads = new ArrayList<>();
    new Explanation(parameters, store, options, indexes).addReads(plan.rel(), reads);
    List<String> lines =
        switch (format) {
          case TEXT -> text(plan.rel(), reads);
          case JSON -> JsonExplanation.lines(PlanNode.of(plan.rel()), reads);
        };
    return new RowsInMemory(lines.stream().map(List::of).toList());
  }

  private static List<String> text(RelNode rel, List<ExplainedRead> reads) {
    List<String> lines = new ArrayList<>();
    RelOptUtil.dumpPlan("", rel, SqlExplainFormat.TEXT, SqlExplainLevel.EXPPLAN_ATTRIBUTES)
        .lines()
        .forEach(lines::add);
    for (ExplainedRead read : reads) {
      lines.addAll(read.routing());
      read.remaining()
          .forEach(
              remaining ->
                  lines.add("in the driver: " + remaining.condition() + ": " + remaining.reason()));
      for (ExplainedRequest request : read.requests()) {
        lines.add("request: " + request.request().operation() + restriction(request));
        if (!request.request().body().isEmpty()) {
          lines.add("  " + request.request().body());
        }
        request.indexes().forEach(path -> lines.add("  index: " + path));
      }
    }
    return lines;
  }

  private static String restriction(ExplainedRequest request) {
    return request.restriction().isEmpty() ? "" : ", " + request.restriction();
  }

  private void addReads(RelNode rel, List<ExplainedRead> reads) {
    if (rel instanceof KeyRestriction restriction
        && restriction.getInput() instanceof ReadsCollection read) {
      reads.add(explained(read, restriction.text()));
      return;
    }
    if (rel instanceof ReadsCollection read) {
      reads.add(explained(read, ""));
    }
    for (RelNode input : rel.getInputs()) {
      addReads(input, reads);
    }
  }

  /**
   * @param restriction what is added to its requests when it runs; empty for nothing
   */
  private ExplainedRead explained(ReadsCollection read, String restriction) {
    RoutedRead routed = read.plan().routed();
    List<RexNode> operands = ConstantOperands.computed(read);
    List<String> routing =
        routed != null && DirectOperands.areEvaluable(operands)
            ? RoutedPreview.decision(routed, DirectOperands.evaluate(operands, parameters))
            : List.of();
    List<ExplainedRequest> requests = new ArrayList<>();
    for (RequestText request : requests(read, operands)) {
      // The server's way to the records is told of single collections.
      List<String> paths =
          request.body().isEmpty() || routed != null
              ? List.of()
              : indexes
                  .map(known -> known.accessPaths(read.plan().collection(), request.body()))
                  .orElse(List.of());
      requests.add(new ExplainedRequest(request, restriction, paths));
    }
    return new ExplainedRead(
        read.plan().collection().name(),
        ConditionText.of(read.plan().conditions()),
        read instanceof ChromaRead scan ? scan.remaining() : List.of(),
        routing,
        requests);
  }

  private List<RequestText> requests(ReadsCollection read, List<RexNode> operands) {
    if (!DirectOperands.areEvaluable(operands)) {
      String when =
          operands.stream().anyMatch(RexUtil::containsCorrelation)
              ? "one for each row of what is outside"
              : "one with values that are computed when the statement runs";
      return List.of(
          new RequestText(when + ", of collection " + read.plan().collection().name(), ""));
    }
    @Nullable Object[] values = DirectOperands.evaluate(operands, parameters);
    return read.preview(values, store, options);
  }
}
