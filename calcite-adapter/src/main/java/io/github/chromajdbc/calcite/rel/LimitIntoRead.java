package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.catalog.TableColumn.Role;
import io.github.chromajdbc.calcite.pushdown.Operand;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Moves OFFSET and LIMIT into the read, when the order is none or the one that a search has anyway.
 */
final class LimitIntoRead extends RelRule<LimitIntoRead.Config> {
  private LimitIntoRead(Config config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Sort sort = call.rel(0);
    ChromaRead read = call.rel(1);
    if (read.plan().bounded()
        || read.plan().counting()
        || !hasOrder(read, sort.getCollation().getFieldCollations())) {
      return;
    }
    call.transformTo(bounded(read, sort.offset, sort.fetch));
  }

  /** The read of so many rows. */
  static ChromaRead bounded(
      ChromaRead read, @Nullable RexNode firstRow, @Nullable RexNode mostRows) {
    List<RexNode> operands = new ArrayList<>(read.operands());
    Operand offset = SortBounds.operand(firstRow, operands);
    Operand fetch = SortBounds.operand(mostRows, operands);
    return read.withPlan(read.plan().withBounds(offset, fetch), operands);
  }

  private static boolean hasOrder(ChromaRead read, List<RelFieldCollation> wanted) {
    List<Role> order = read.plan().order();
    if (wanted.size() > order.size()) {
      return false;
    }
    List<TableColumn> columns = read.plan().columns();
    for (int i = 0; i < wanted.size(); i++) {
      RelFieldCollation collation = wanted.get(i);
      if (columns.get(collation.getFieldIndex()).role() != order.get(i)
          || collation.getDirection() != RelFieldCollation.Direction.ASCENDING) {
        return false;
      }
    }
    return true;
  }

  /** Configuration of the rule. */
  record Config() implements RuleConfig {
    static final Config DEFAULT = new Config();

    @Override
    public RelRule.OperandTransform operandSupplier() {
      return b -> b.operand(Sort.class).oneInput(c -> c.operand(ChromaRead.class).noInputs());
    }

    @Override
    public String description() {
      return "Chroma:LimitIntoRead";
    }

    @Override
    public LimitIntoRead toRule() {
      return new LimitIntoRead(this);
    }
  }
}
