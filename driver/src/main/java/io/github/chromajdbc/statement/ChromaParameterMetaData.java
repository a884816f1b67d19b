package io.github.chromajdbc.statement;

import io.github.chromajdbc.calcite.statement.ParameterDescription;
import io.github.chromajdbc.calcite.statement.TypeDescription;
import io.github.chromajdbc.convert.JavaClasses;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.failure.SqlFailure;
import io.github.chromajdbc.failure.Wrapping;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement expects for its parameters. 1-based; another index is 07009. */
final class ChromaParameterMetaData implements ParameterMetaData {
  private final List<ParameterDescription> parameters;

  ChromaParameterMetaData(List<ParameterDescription> parameters) {
    this.parameters = List.copyOf(parameters);
  }

  private TypeDescription type(int index) throws SQLException {
    if (index < 1 || index > parameters.size()) {
      throw SqlFailure.of(ChromaError.PARAMETER_INDEX_OUT_OF_RANGE, index, parameters.size());
    }
    return parameters.get(index - 1).type();
  }

  @Override
  public int getParameterCount() {
    return parameters.size();
  }

  @Override
  public int isNullable(int index) throws SQLException {
    return type(index).nullable() ? parameterNullable : parameterNullableUnknown;
  }

  @Override
  public boolean isSigned(int index) throws SQLException {
    return JavaClasses.isSigned(type(index).jdbcType());
  }

  @Override
  public int getPrecision(int index) throws SQLException {
    return type(index).precision();
  }

  @Override
  public int getScale(int index) throws SQLException {
    return type(index).scale();
  }

  @Override
  public int getParameterType(int index) throws SQLException {
    return type(index).jdbcType();
  }

  @Override
  public String getParameterTypeName(int index) throws SQLException {
    return type(index).name();
  }

  @Override
  public String getParameterClassName(int index) throws SQLException {
    return JavaClasses.of(type(index)).getName();
  }

  @Override
  public int getParameterMode(int index) throws SQLException {
    type(index);
    return parameterModeIn;
  }

  @Override
  public <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    return Wrapping.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(@Nullable Class<?> type) {
    return Wrapping.isWrapper(this, type);
  }
}
