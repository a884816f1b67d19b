package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.statement.EngineOptions;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.RequestText;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** A node of a physical plan that sends requests about a collection. */
public interface ReadsCollection extends RelNode {

  /** What it asks for. */
  ReadPlan plan();

  /** The expressions that are evaluated before it starts: parameters, outer columns. */
  List<RexNode> operands();

  /**
   * The requests that it would send first; none is sent.
   *
   * @param values of the operands
   */
  List<RequestText> preview(@Nullable Object[] values, ChromaStore store, EngineOptions options);
}
