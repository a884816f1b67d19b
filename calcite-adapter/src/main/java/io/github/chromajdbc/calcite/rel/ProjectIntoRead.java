package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableBitSet;

/** Lets a read bring the columns that are used, in the order they are wanted. */
final class ProjectIntoRead extends RelRule<ProjectIntoRead.Config> {
  private ProjectIntoRead(Config config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Project project = call.rel(0);
    ChromaRead read = call.rel(1);
    if (read.plan().counting() || project.containsOver()) {
      return;
    }
    List<TableColumn> columns = read.plan().columns();
    if (project.getProjects().stream().allMatch(RexInputRef.class::isInstance)) {
      List<TableColumn> picked = new ArrayList<>();
      for (RexNode node : project.getProjects()) {
        picked.add(columns.get(((RexInputRef) node).getIndex()));
      }
      call.transformTo(
          read.withPlan(read.plan().withColumns(picked), read.operands(), project.getRowType()));
      return;
    }
    ImmutableBitSet used = RelOptUtil.InputFinder.bits(project.getProjects(), null);
    if (used.isEmpty()) {
      used = id(columns); // rows are needed, nothing of them is: ids come with every reply
    }
    if (used.cardinality() < columns.size() && !used.isEmpty()) {
      call.transformTo(narrowed(project, read, used));
    }
  }

  private static ImmutableBitSet id(List<TableColumn> columns) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).role() == TableColumn.Role.ID) {
        return ImmutableBitSet.of(i);
      }
    }
    return ImmutableBitSet.of();
  }

  private static Project narrowed(Project project, ChromaRead read, ImmutableBitSet used) {
    List<TableColumn> picked = new ArrayList<>();
    RelDataTypeFactory.Builder rowType = read.getCluster().getTypeFactory().builder();
    for (int index : used) {
      picked.add(read.plan().columns().get(index));
      rowType.add(read.getRowType().getFieldList().get(index));
    }
    RexShuttle renumber =
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return new RexInputRef(used.indexOf(ref.getIndex()), ref.getType());
          }
        };
    ChromaRead narrow =
        read.withPlan(read.plan().withColumns(picked), read.operands(), rowType.build());
    return LogicalProject.create(
        narrow,
        project.getHints(),
        renumber.visitList(project.getProjects()),
        project.getRowType(),
        project.getVariablesSet());
  }

  /** Configuration of the rule. */
  record Config() implements RuleConfig {
    static final Config DEFAULT = new Config();

    @Override
    public RelRule.OperandTransform operandSupplier() {
      return b -> b.operand(Project.class).oneInput(c -> c.operand(ChromaRead.class).noInputs());
    }

    @Override
    public String description() {
      return "Chroma:ProjectIntoRead";
    }

    @Override
    public ProjectIntoRead toRule() {
      return new ProjectIntoRead(this);
    }
  }
}
