package io.github.chromajdbc.calcite.engine;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.plan.PhysicalPlan;
import io.github.chromajdbc.calcite.pushdown.ConditionScope;
import io.github.chromajdbc.calcite.pushdown.ScalarsOnly;
import io.github.chromajdbc.calcite.rel.ChromaRead;
import io.github.chromajdbc.calcite.rel.ReadsCollection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;

/**
 * How far a plan depends on which keys hold arrays. A server's description shows an array as its
 * element, so what it says of keys is provisional until a sample of the records has been read.
 */
enum ArrayDependence {
  /** No key is read or compared. */
  NONE,
  /**
   * Keys are compared only, so that an array is as good as absent: rows are right, but a statement
   * without any may be one that compares an array with a scalar, which is an error.
   */
  WHEN_EMPTY,
  /** Types or rows may be others. */
  ALWAYS;

  static ArrayDependence of(PhysicalPlan plan) {
    List<ReadPlan> reads = reads(plan.rel()).toList();
    if (reads.stream().noneMatch(read -> showsKeys(read) || comparesKeys(read))) {
      return NONE;
    }
    return plan instanceof PhysicalPlan.Direct direct
            && !direct.read().counting()
            && !showsKeys(direct.read())
            && !comparesElements(plan.rel())
            && ScalarsOnly.hold(direct.read().conditions())
        ? WHEN_EMPTY
        : ALWAYS;
  }

  /** Whether the server finds an array by its elements, as if each were the value. */
  private static boolean comparesElements(RelNode rel) {
    return rel instanceof ChromaRead read && read.chromaTable().abilities().index().isDistributed();
  }

  private static Stream<ReadPlan> reads(RelNode rel) {
    Stream<ReadPlan> below = rel.getInputs().stream().flatMap(ArrayDependence::reads);
    return rel instanceof ReadsCollection read
        ? Stream.concat(Stream.of(read.plan()), below)
        : below;
  }

  private static boolean showsKeys(ReadPlan read) {
    return read.columns().stream()
        .anyMatch(column -> column.role() == TableColumn.Role.METADATA_KEY);
  }

  private static boolean comparesKeys(ReadPlan read) {
    return read.conditions().stream()
        .anyMatch(condition -> ConditionScope.of(condition).metadata());
  }
}
