package io.github.chromajdbc.calcite.search;

import io.github.chromajdbc.calcite.catalog.TableLayout;
import io.github.chromajdbc.client.CollectionInfo;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlTableFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * {@code CHROMA_SEARCH(CURSOR(candidates), k[, threshold][, lambda[, candidates]], source...)}: the
 * rows of its candidates that are nearest to a vector, with their distance. One instance for each
 * search of a statement.
 */
public final class SearchOperator extends SqlFunction implements SqlTableFunction {
  private final CollectionInfo collection;
  private final TableLayout layout;
  private final SearchShape shape;

  /**
   * @param layout of the result: that of the table, with distance and, in a batch, query_index
   */
  public SearchOperator(CollectionInfo collection, TableLayout layout, SearchShape shape) {
    super(
        "CHROMA_SEARCH",
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.CURSOR,
        (binding, returnType, operandTypes) -> inferOperands(binding, shape, operandTypes),
        OperandTypes.VARIADIC,
        SqlFunctionCategory.USER_DEFINED_TABLE_FUNCTION);
    this.collection = collection;
    this.layout = layout;
    this.shape = shape;
  }

  private static void inferOperands(
      SqlCallBinding binding, SearchShape shape, RelDataType[] operandTypes) {
    RelDataTypeFactory factory = binding.getTypeFactory();
    List<RelDataType> expected = new ArrayList<>();
    expected.add(factory.createSqlType(SqlTypeName.CURSOR));
    expected.add(factory.createSqlType(SqlTypeName.INTEGER));
    if (shape.threshold()) {
      expected.add(factory.createSqlType(SqlTypeName.DOUBLE));
    }
    if (shape.rerank() != SearchShape.Rerank.NONE) {
      expected.add(factory.createSqlType(SqlTypeName.DOUBLE));
    }
    if (shape.rerank() == SearchShape.Rerank.MMR_AMONG) {
      expected.add(factory.createSqlType(SqlTypeName.INTEGER));
    }
    RelDataType text = factory.createSqlType(SqlTypeName.VARCHAR);
    RelDataType vector = factory.createArrayType(factory.createSqlType(SqlTypeName.REAL), -1);
    for (SearchShape.Source source : shape.sources()) {
      switch (source) {
        case VECTOR, VECTOR_OR_NULL -> expected.add(vector);
        case TEXT -> expected.add(text);
        case TEXT_WITH_MODEL -> {
          expected.add(text);
          expected.add(text);
        }
      }
    }
    for (int i = 0; i < operandTypes.length; i++) {
      operandTypes[i] = factory.createTypeWithNullability(expected.get(i), true);
    }
  }

  /** The collection searched. */
  public CollectionInfo collection() {
    return collection;
  }

  /** The columns of the result. */
  public TableLayout layout() {
    return layout;
  }

  public SearchShape shape() {
    return shape;
  }

  /** The operator stands in the call already: unlike a function by name, it is not looked up. */
  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    validator.pushFunctionCall();
    try {
      for (SqlNode operand : call.getOperandList()) {
        validator.deriveType(scope, operand);
      }
      return validateOperands(validator, scope, call);
    } finally {
      validator.popFunctionCall();
    }
  }

  @Override
  public SqlReturnTypeInference getRowTypeInference() {
    return binding -> layout.rowType(binding.getTypeFactory());
  }
}
