package io.github.chromajdbc.calcite.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.chromajdbc.error.ChromaException;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatementTableTest {

  static List<StatementTable.Good> good() {
    return StatementTable.good();
  }

  static List<StatementTable.Bad> bad() {
    return StatementTable.bad();
  }

  @Test
  void thePageShowsTheWholeLanguage() {
    assertThat(good())
        .hasSizeGreaterThan(150)
        .allSatisfy(row -> assertThat(row.meaning()).isNotBlank());
    assertThat(bad()).hasSizeGreaterThan(80);
  }

  @ParameterizedTest
  @MethodSource("good")
  void aGoodStatementParsesAndIsWrittenAsItWasMeant(StatementTable.Good row) {
    String sql = row.sql();
    if (sql.contains("?")) {
      SqlNode tree = ChromaSqlParser.parse(sql);
      assertThat(parametersOf(tree)).isEqualTo(sql.chars().filter(c -> c == '?').count());
      ChromaSqlParser.parse(Trees.write(tree));
    } else {
      Trees.assertRoundTrip(sql);
    }
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aBadStatementFailsAtItsPlaceWithItsWords(StatementTable.Bad row) {
    ChromaException error =
        catchThrowableOfType(ChromaException.class, () -> ChromaSqlParser.parse(row.sql()));

    assertThat(error).isNotNull();
    assertThat(error.error().sqlState()).isEqualTo(row.sqlState());
    assertThat(error.sentence())
        .startsWith(String.format(Locale.ROOT, "Line %d, column %d: ", row.line(), row.column()))
        .contains(row.words())
        .doesNotContain("\n");
  }

  private static long parametersOf(SqlNode tree) {
    long[] count = {0};
    tree.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlDynamicParam parameter) {
            count[0]++;
            return null;
          }
        });
    return count[0];
  }
}
