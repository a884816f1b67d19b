package io.github.chromajdbc.calcite.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.chromajdbc.error.ChromaException;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
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
    long parameters = sql.replaceAll("'[^']*'", "").chars().filter(c -> c == '?').count();
    if (parameters > 0) {
      SqlNode tree = ChromaSqlParser.parse(sql);
      assertThat(parametersOf(tree)).isEqualTo(parameters);
      ChromaSqlParser.parse(Trees.write(tree));
    } else {
      Trees.assertRoundTrip(sql);
    }
  }

  @ParameterizedTest
  @MethodSource("good")
  void aTreeCanBeCopiedNodeByNode(StatementTable.Good row) {
    SqlNode tree = ChromaSqlParser.parse(row.sql());
    SqlNode copy =
        tree.accept(
            new SqlShuttle() {
              @Override
              public SqlNode visit(SqlIdentifier name) {
                return name.clone(name.getParserPosition());
              }
            });

    assertThat(copy).isNotNull();
    assertThat(Trees.write(copy)).isEqualTo(Trees.write(tree));
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
