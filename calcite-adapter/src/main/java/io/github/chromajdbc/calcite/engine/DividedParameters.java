package io.github.chromajdbc.calcite.engine;

import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** The parameters of a statement that are part of a quotient. */
final class DividedParameters {
  private DividedParameters() {}

  /** Their indexes, 0-based. */
  static Set<Integer> of(SqlNode statement) {
    Set<Integer> indexes = new HashSet<>();
    statement.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            if (call.getKind() == SqlKind.DIVIDE) {
              call.accept(new Parameters(indexes));
              return null;
            }
            return super.visit(call);
          }
        });
    return indexes;
  }

  private static final class Parameters extends SqlBasicVisitor<@Nullable Void> {
    private final Set<Integer> indexes;

    Parameters(Set<Integer> indexes) {
      this.indexes = indexes;
    }

    @Override
    public @Nullable Void visit(SqlDynamicParam parameter) {
      indexes.add(parameter.getIndex());
      return null;
    }
  }
}
