package io.github.chromajdbc.calcite.engine;

import io.github.chromajdbc.calcite.parser.ChromaStatement;
import io.github.chromajdbc.error.ChromaError;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** Which statements are executed. */
final class StatementKinds {
  private StatementKinds() {}

  /**
   * Lets queries pass.
   *
   * @throws io.github.chromajdbc.error.ChromaException 0A000 for what is not executed yet
   */
  static void requireQuery(SqlNode statement) {
    if (statement.isA(SqlKind.QUERY)) {
      return;
    }
    String name =
        statement instanceof ChromaStatement known
            ? known.statementName()
            : statement.getKind().sql;
    throw ChromaError.NOT_SUPPORTED.exception(
        name
            + " is understood but not executed yet: this version reads. Use a Chroma client to write, "
            + "and DatabaseMetaData to list tables and columns");
  }
}
