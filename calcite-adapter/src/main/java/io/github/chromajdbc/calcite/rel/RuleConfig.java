package io.github.chromajdbc.calcite.rel;

import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.tools.RelBuilderFactory;
import org.jspecify.annotations.Nullable;

/** The configuration of a rule as a record; nothing of it changes once the rule is made. */
interface RuleConfig extends RelRule.Config {
  @Override
  default RelBuilderFactory relBuilderFactory() {
    return RelFactories.LOGICAL_BUILDER;
  }

  @Override
  default RelRule.Config withRelBuilderFactory(RelBuilderFactory factory) {
    throw unchangeable();
  }

  @Override
  default RelRule.Config withDescription(@Nullable String description) {
    throw unchangeable();
  }

  @Override
  default RelRule.Config withOperandSupplier(RelRule.OperandTransform transform) {
    throw unchangeable();
  }

  private static UnsupportedOperationException unchangeable() {
    return new UnsupportedOperationException("The configuration of this rule is fixed");
  }
}
