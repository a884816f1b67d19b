package io.github.chromajdbc.calcite.parser;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.apache.calcite.util.Litmus;

/** Writes trees as SQL and compares them. */
final class Trees {
  private Trees() {}

  // ANSI writes any character beyond Latin as U&'...', which nobody can read.
  private static final SqlDialect DIALECT =
      new AnsiSqlDialect(AnsiSqlDialect.DEFAULT_CONTEXT.withIdentifierQuoteString("\"")) {
        @Override
        public void quoteStringLiteral(StringBuilder buffer, String charset, String value) {
          buffer.append('\'').append(value.replace("'", "''")).append('\'');
        }
      };

  static String write(SqlNode tree) {
    return tree.toSqlString(
            config -> config.withDialect(DIALECT).withQuoteAllIdentifiers(true).withIndentation(0))
        .getSql();
  }

  static boolean equal(SqlNode one, SqlNode other) {
    return one.equalsDeep(other, Litmus.IGNORE);
  }

  /** Not for statements with parameters: those are numbered in the order of the text. */
  static void assertRoundTrip(String sql) {
    SqlNode tree = ChromaSqlParser.parse(sql);
    String written = write(tree);
    SqlNode again = ChromaSqlParser.parse(written);
    assertThat(equal(tree, again)).as("%s%nwritten as%n%s", sql, written).isTrue();
    assertThat(write(again)).isEqualTo(written);
  }
}
