package io.github.chromajdbc.calcite.pushdown;

import java.util.List;

/**
 * What a condition is about. Server 1.0.0 takes conditions on documents only apart from those on
 * metadata.
 *
 * @param metadata whether a part of it is about metadata
 * @param document whether a part of it is about documents
 */
public record ConditionScope(boolean metadata, boolean document) {
  private static final ConditionScope METADATA = new ConditionScope(true, false);
  private static final ConditionScope DOCUMENT = new ConditionScope(false, true);
  private static final ConditionScope NEITHER = new ConditionScope(false, false);

  /** The scope of a condition. */
  public static ConditionScope of(Condition condition) {
    return condition.accept(new Finder());
  }

  private ConditionScope or(ConditionScope other) {
    return new ConditionScope(metadata || other.metadata, document || other.document);
  }

  private static final class Finder implements Condition.Visitor<ConditionScope> {
    private ConditionScope ofAll(List<Condition> children) {
      ConditionScope scope = NEITHER;
      for (Condition child : children) {
        scope = scope.or(child.accept(this));
      }
      return scope;
    }

    @Override
    public ConditionScope visit(Condition.And condition) {
      return ofAll(condition.children());
    }

    @Override
    public ConditionScope visit(Condition.Or condition) {
      return ofAll(condition.children());
    }

    @Override
    public ConditionScope visit(Condition.NumberComparison condition) {
      return METADATA;
    }

    @Override
    public ConditionScope visit(Condition.TimeComparison condition) {
      return METADATA;
    }

    @Override
    public ConditionScope visit(Condition.NumberMembership condition) {
      return METADATA;
    }

    @Override
    public ConditionScope visit(Condition.NumberPresent condition) {
      return METADATA;
    }

    @Override
    public ConditionScope visit(Condition.TextMembership condition) {
      return METADATA;
    }

    @Override
    public ConditionScope visit(Condition.MixedMembership condition) {
      return METADATA;
    }

    @Override
    public ConditionScope visit(Condition.Truth condition) {
      return METADATA;
    }

    @Override
    public ConditionScope visit(Condition.TruthComparison condition) {
      return METADATA;
    }

    @Override
    public ConditionScope visit(Condition.ArrayHolds condition) {
      return METADATA;
    }

    @Override
    public ConditionScope visit(Condition.DocumentPresent condition) {
      return DOCUMENT;
    }

    @Override
    public ConditionScope visit(Condition.DocumentText condition) {
      return DOCUMENT;
    }

    @Override
    public ConditionScope visit(Condition.IdAmong condition) {
      return NEITHER;
    }

    @Override
    public ConditionScope visit(Condition.Never condition) {
      return NEITHER;
    }
  }
}
