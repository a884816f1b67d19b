package io.github.chromajdbc.calcite.explain;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.externalize.RelWriterImpl;
import org.apache.calcite.sql.SqlExplainLevel;
import org.apache.calcite.util.Pair;
import org.jspecify.annotations.Nullable;

/**
 * A node of a plan as data.
 *
 * @param attributes texts, in order
 */
record PlanNode(String operator, Map<String, String> attributes, List<PlanNode> inputs) {

  static PlanNode of(RelNode rel) {
    Terms terms = new Terms();
    rel.explain(terms);
    return new PlanNode(
        rel.getRelTypeName(),
        terms.attributes,
        rel.getInputs().stream().map(PlanNode::of).toList());
  }

  /** Takes the terms that a node tells of itself. */
  private static final class Terms extends RelWriterImpl {
    private final Map<String, String> attributes = new LinkedHashMap<>();

    Terms() {
      super(new PrintWriter(new StringWriter()), SqlExplainLevel.EXPPLAN_ATTRIBUTES, false);
    }

    @Override
    protected void explain_(RelNode rel, List<Pair<String, @Nullable Object>> values) {
      for (Pair<String, @Nullable Object> value : values) {
        if (!(value.right instanceof RelNode)) {
          attributes.put(value.left, String.valueOf(value.right));
        }
      }
    }
  }
}
