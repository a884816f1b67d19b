package io.github.chromajdbc.calcite.plan.subquery;

import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelShuttle;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;

/** A part of a plan that the steps on its outside must not look into. */
final class SealedRows extends AbstractRelNode {
  private final RelNode content;
  private final Runnable onVisit;

  /**
   * @param onVisit called whenever a walk over the plan comes by
   */
  SealedRows(RelNode content, Runnable onVisit) {
    super(content.getCluster(), content.getTraitSet());
    this.content = content;
    this.onVisit = onVisit;
  }

  RelNode content() {
    return content;
  }

  @Override
  public RelNode accept(RelShuttle shuttle) {
    onVisit.run();
    return super.accept(shuttle);
  }

  @Override
  protected RelDataType deriveRowType() {
    return content.getRowType();
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("content", content.getId());
  }
}
