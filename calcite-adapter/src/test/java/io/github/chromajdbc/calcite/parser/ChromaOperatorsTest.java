package io.github.chromajdbc.calcite.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.junit.jupiter.api.Test;

class ChromaOperatorsTest {
  private final SqlValidator validator = validator();

  @Test
  void aNegatedOperatorBecomesNotOfThePositiveOne() {
    SqlSelect negated =
        validated("SELECT 1 FROM docs WHERE text NOT CONTAINS 'a' AND text NOT REGEX 'b'");
    SqlSelect spelled =
        validated("SELECT 1 FROM docs WHERE NOT text CONTAINS 'a' AND NOT text REGEX 'b'");

    assertThat(Trees.equal(negated.getWhere(), spelled.getWhere())).isTrue();
  }

  @Test
  void theyAreBooleanAndNullWhereAnOperandIs() {
    SqlSelect select =
        validated("SELECT text CONTAINS 'a', 'x' REGEX 'b', tags CONTAINS 3 FROM docs");

    assertThat(validator.getValidatedNodeType(select).getFieldList())
        .extracting(field -> field.getType().getFullTypeString())
        .containsExactly("BOOLEAN", "BOOLEAN NOT NULL", "BOOLEAN");
  }

  @Test
  void aParameterIsATextAndBesideAnArrayAnElement() {
    SqlNode tree =
        ChromaSqlParser.parse(
            "SELECT 1 FROM docs WHERE text CONTAINS ? AND tags CONTAINS ? AND text REGEX ?");
    RelDataType types = validator.getParameterRowType(validator.validate(tree));

    assertThat(types.getFieldList())
        .extracting(field -> field.getType().getSqlTypeName())
        .containsExactly(SqlTypeName.VARCHAR, SqlTypeName.BIGINT, SqlTypeName.VARCHAR);
  }

  @Test
  void anOperandOfAnotherTypeIsRefused() {
    assertThatThrownBy(() -> validated("SELECT 1 FROM docs WHERE tags REGEX 'a'"))
        .hasMessageContaining("REGEX");
  }

  @Test
  void theyBindAsLikeDoes() {
    assertThat(ChromaOperators.CONTAINS.getLeftPrec())
        .isEqualTo(SqlStdOperatorTable.LIKE.getLeftPrec());
    assertThat(ChromaOperators.CONTAINS.getRightPrec())
        .isEqualTo(SqlStdOperatorTable.LIKE.getRightPrec());
  }

  private SqlSelect validated(String sql) {
    return (SqlSelect) validator.validate(ChromaSqlParser.parse(sql));
  }

  private static SqlValidator validator() {
    JavaTypeFactoryImpl types = new JavaTypeFactoryImpl();
    CalciteSchema root = CalciteSchema.createRootSchema(false, false, "", new Docs());
    CalciteCatalogReader catalog =
        new CalciteCatalogReader(
            root, List.of(), types, new CalciteConnectionConfigImpl(new Properties()));
    return SqlValidatorUtil.newValidator(
        SqlStdOperatorTable.instance(), catalog, types, SqlValidator.Config.DEFAULT);
  }

  private static final class Docs extends AbstractSchema {
    @Override
    protected Map<String, Table> getTableMap() {
      return Map.of("docs", new DocsTable());
    }
  }

  private static final class DocsTable extends AbstractTable {
    @Override
    public RelDataType getRowType(RelDataTypeFactory types) {
      RelDataType number = types.createSqlType(SqlTypeName.BIGINT);
      return types
          .builder()
          .add("text", types.createSqlType(SqlTypeName.VARCHAR))
          .nullable(true)
          .add("tags", types.createArrayType(number, -1))
          .nullable(true)
          .build();
    }
  }
}
