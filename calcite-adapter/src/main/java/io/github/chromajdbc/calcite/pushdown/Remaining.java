package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBiVisitor;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVariable;
import org.apache.calcite.rex.RexVisitor;

/**
 * A conjunct that the driver evaluates, for EXPLAIN.
 *
 * @param condition with the names of columns
 * @param reason why Chroma does not, or not alone
 */
public record Remaining(String condition, String reason) {

  static Remaining of(
      RexNode conjunct, String reason, List<TableColumn> columns, RexBuilder rexBuilder) {
    RexNode named =
        RexUtil.expandSearch(rexBuilder, null, conjunct)
            .accept(
                new RexShuttle() {
                  @Override
                  public RexNode visitInputRef(RexInputRef reference) {
                    return new Named(columns.get(reference.getIndex()).name(), reference.getType());
                  }
                });
    return new Remaining(named.toString().replace("_UTF-8'", "'"), reason);
  }

  @Override
  public String toString() {
    return condition + " (" + reason + ")";
  }

  /** A column by its name. */
  private static final class Named extends RexVariable {
    Named(String name, RelDataType type) {
      super(name, type);
    }

    @Override
    public <R> R accept(RexVisitor<R> visitor) {
      throw new UnsupportedOperationException("Only a text");
    }

    @Override
    public <R, P> R accept(RexBiVisitor<R, P> visitor, P argument) {
      throw new UnsupportedOperationException("Only a text");
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Named named
          && named.getName().equals(getName())
          && named.getType().equals(getType());
    }

    @Override
    public int hashCode() {
      return getName().hashCode();
    }
  }
}
