package io.github.chromajdbc.calcite.explain;

import io.github.chromajdbc.calcite.exec.RoutedPreview;
import io.github.chromajdbc.calcite.exec.RoutedRead;
import io.github.chromajdbc.calcite.parser.ExplainFormat;
import io.github.chromajdbc.calcite.plan.DirectOperands;
import io.github.chromajdbc.calcite.plan.PhysicalPlan;
import io.github.chromajdbc.calcite.rel.ReadsCollection;
import io.github.chromajdbc.calcite.statement.EngineOptions;
import io.github.chromajdbc.calcite.statement.IndexAdministration;
import io.github.chromajdbc.calcite.statement.RowCursor;
import io.github.chromajdbc.calcite.statement.RowsInMemory;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.RequestText;
import io.github.chromajdbc.error.ChromaError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlExplainLevel;
import org.jspecify.annotations.Nullable;

/** The lines that EXPLAIN answers. */
public final class Explanation {
  private Explanation() {}

  /** A column of lines: the plan, then each request. Sends none of them. */
  public static RowCursor rows(
      PhysicalPlan plan,
      ExplainFormat format,
      List<? extends @Nullable Object> parameters,
      ChromaStore store,
      EngineOptions options,
      Optional<IndexAdministration> indexes) {
    if (format == ExplainFormat.JSON) {
      throw ChromaError.NOT_SUPPORTED.exception(
          "EXPLAIN AS JSON is not executed yet: leave AS JSON out");
    }
    List<String> lines = new ArrayList<>();
    RelOptUtil.dumpPlan(
            "",
            plan.rel(),
            org.apache.calcite.sql.SqlExplainFormat.TEXT,
            SqlExplainLevel.EXPPLAN_ATTRIBUTES)
        .lines()
        .forEach(lines::add);
    addRequests(plan.rel(), parameters, store, options, indexes, lines);
    return new RowsInMemory(lines.stream().map(List::of).toList());
  }

  private static void addRequests(
      RelNode rel,
      List<? extends @Nullable Object> parameters,
      ChromaStore store,
      EngineOptions options,
      Optional<IndexAdministration> indexes,
      List<String> lines) {
    if (rel instanceof ReadsCollection read) {
      RoutedRead routed = read.plan().routed();
      if (routed != null && DirectOperands.areEvaluable(read.operands())) {
        lines.addAll(
            RoutedPreview.decision(routed, DirectOperands.evaluate(read.operands(), parameters)));
      }
      for (RequestText request : requests(read, parameters, store, options)) {
        lines.add("request: " + request.operation());
        if (!request.body().isEmpty()) {
          lines.add("  " + request.body());
          if (routed != null) {
            continue; // The server's way to the records is told of single collections.
          }
          indexes.ifPresent(
              known ->
                  known
                      .accessPaths(read.plan().collection(), request.body())
                      .forEach(path -> lines.add("  index: " + path)));
        }
      }
    }
    for (RelNode input : rel.getInputs()) {
      addRequests(input, parameters, store, options, indexes, lines);
    }
  }

  private static List<RequestText> requests(
      ReadsCollection read,
      List<? extends @Nullable Object> parameters,
      ChromaStore store,
      EngineOptions options) {
    List<RexNode> operands = read.operands();
    if (!DirectOperands.areEvaluable(operands)) {
      return List.of(
          new RequestText(
              "one for each row of what is outside, of collection "
                  + read.plan().collection().name(),
              ""));
    }
    @Nullable Object[] values = DirectOperands.evaluate(operands, parameters);
    return read.preview(values, store, options);
  }
}
