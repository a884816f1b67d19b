package io.github.chromajdbc.calcite.plan;

import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;

/** A part of a plan that the steps on its outside must not look into. */
final class SealedRows extends AbstractRelNode {
  private final RelNode content;

  SealedRows(RelNode content) {
    super(content.getCluster(), content.getTraitSet());
    this.content = content;
  }

  RelNode content() {
    return content;
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
