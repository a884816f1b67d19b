package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.catalog.TableLayout;
import io.github.chromajdbc.calcite.exec.context.ContextSource;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.exec.read.RoutedRead;
import io.github.chromajdbc.calcite.route.RoutedTable;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.StoreAbilities;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.jspecify.annotations.Nullable;

/** A collection as Calcite sees it. */
public final class ChromaTable extends AbstractTable implements TranslatableTable {
  private final CollectionInfo collection;
  private final TableLayout layout;
  private final StoreAbilities abilities;

  private final @Nullable RoutedTable routed;
  private final @Nullable ContextSource contexts;

  public ChromaTable(CollectionInfo collection, TableLayout layout, StoreAbilities abilities) {
    this(collection, layout, abilities, null, null);
  }

  /**
   * @param routed null unless {@code collection} describes a routed table
   */
  public ChromaTable(
      CollectionInfo collection,
      TableLayout layout,
      StoreAbilities abilities,
      @Nullable RoutedTable routed) {
    this(collection, layout, abilities, routed, null);
  }

  /**
   * @param routed null unless {@code collection} describes a routed table
   * @param contexts of reads in plans that another Calcite runs; null where this adapter's engine
   *     runs them
   */
  public ChromaTable(
      CollectionInfo collection,
      TableLayout layout,
      StoreAbilities abilities,
      @Nullable RoutedTable routed,
      @Nullable ContextSource contexts) {
    this.routed = routed;
    this.contexts = contexts;
    this.collection = collection;
    this.layout = layout;
    this.abilities = abilities;
  }

  public CollectionInfo collection() {
    return collection;
  }

  public TableLayout layout() {
    return layout;
  }

  /** What the collection's server can do. */
  public StoreAbilities abilities() {
    return abilities;
  }

  @Nullable ContextSource contexts() {
    return contexts;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory typeFactory) {
    return layout.rowType(typeFactory);
  }

  @Override
  public Statistic getStatistic() {
    return Statistics.UNKNOWN;
  }

  @Override
  public <C> @Nullable C unwrap(Class<C> type) {
    if (type == TableLayout.class) {
      return type.cast(layout);
    }
    return super.unwrap(type);
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable relOptTable) {
    return ChromaRead.create(
        context.getCluster(),
        relOptTable,
        this,
        routed == null
            ? ReadPlan.of(collection, layout.columns())
            : ReadPlan.of(collection, layout.columns(), RoutedRead.of(routed)),
        java.util.List.of(),
        relOptTable.getRowType());
  }
}
