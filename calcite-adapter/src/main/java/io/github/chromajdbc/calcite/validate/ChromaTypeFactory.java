package io.github.chromajdbc.calcite.validate;

import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.jdbc.JavaRecordType;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelRecordType;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Types over Unicode: Calcite's default charset, ISO-8859-1, refuses most of the world's literals.
 */
public final class ChromaTypeFactory extends JavaTypeFactoryImpl {
  private static final int DIGITS_OF_BIGINT = 19;

  public ChromaTypeFactory() {
    super(new ChromaTypeSystem());
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }

  /**
   * The class of a record has fields {@code f0}, {@code f1}: Calcite names them after the columns,
   * and {@code metadata.year} or {@code class} is no name in Java.
   */
  @Override
  public Type getJavaClass(RelDataType type) {
    return super.getJavaClass(
        type instanceof RelRecordType && !(type instanceof JavaRecordType) ? numbered(type) : type);
  }

  private RelDataType numbered(RelDataType row) {
    List<RelDataType> types = RelOptUtil.getFieldTypeList(row);
    return createStructType(
        types, IntStream.range(0, types.size()).mapToObj(column -> "f" + column).toList());
  }

  /**
   * Of decimals, one with the digits of all behind the point: Calcite keeps those before it, and a
   * sum of 38 digits compared with 1.75 would be compared with 1.
   */
  @Override
  public @Nullable RelDataType leastRestrictive(
      List<RelDataType> types, SqlTypeMappingRule mappingRule) {
    RelDataType common = super.leastRestrictive(types, mappingRule);
    if (common == null || !SqlTypeUtil.isDecimal(common)) {
      return common;
    }
    int scale =
        types.stream()
            .filter(SqlTypeUtil::isDecimal)
            .mapToInt(RelDataType::getScale)
            .max()
            .orElse(0);
    int kept = Math.min(scale, common.getPrecision() - DIGITS_OF_BIGINT);
    return kept <= common.getScale()
        ? common
        : createTypeWithNullability(
            createSqlType(SqlTypeName.DECIMAL, common.getPrecision(), kept), common.isNullable());
  }
}
