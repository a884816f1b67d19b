package io.github.chromajdbc.spark;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.jdbc.JdbcDialect;
import org.apache.spark.sql.jdbc.JdbcType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import scala.Option;

/**
 * How Spark's JDBC source speaks to Chroma. Spark 4 finds it by itself; an earlier one is told once
 * for each session, {@code JdbcDialects.registerDialect(new ChromaDialect())}.
 */
public final class ChromaDialect extends JdbcDialect {
  private static final long serialVersionUID = 1;
  private static final String PREFIX = "jdbc:chroma:";

  /** Aggregates and functions that mean in Spark what they mean here. */
  private static final Set<String> SAME_FUNCTIONS =
      Set.of("MIN", "MAX", "SUM", "COUNT", "AVG", "ABS", "COALESCE");

  @Override
  public boolean canHandle(String url) {
    return url.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  /**
   * Arrays, which Spark takes from no database unasked.
   *
   * <p>Trap: Spark casts what {@code getArray} gives to an array of objects. An embedding is a
   * {@code float[]}, so it is text here, of the form {@code [0.1, 0.2]}: {@code from_json} with
   * {@code array<float>} reads it.
   */
  @Override
  public Option<DataType> getCatalystType(
      int sqlType, String typeName, int size, MetadataBuilder metadata) {
    if (sqlType != Types.ARRAY) {
      return Option.empty();
    }
    String element = typeName.toUpperCase(Locale.ROOT).replaceFirst(" ARRAY$", "");
    DataType type =
        switch (element) {
          case "BIGINT" -> DataTypes.createArrayType(DataTypes.LongType);
          case "DOUBLE" -> DataTypes.createArrayType(DataTypes.DoubleType);
          case "BOOLEAN" -> DataTypes.createArrayType(DataTypes.BooleanType);
          case "VARCHAR" -> DataTypes.createArrayType(DataTypes.StringType);
          default -> DataTypes.StringType;
        };
    return Option.apply(type);
  }

  @Override
  public Option<JdbcType> getJDBCType(DataType type) {
    if (type.equals(DataTypes.StringType)) {
      return Option.apply(new JdbcType("VARCHAR", Types.VARCHAR));
    }
    if (type.equals(DataTypes.BooleanType)) {
      return Option.apply(new JdbcType("BOOLEAN", Types.BOOLEAN));
    }
    return Option.empty();
  }

  @Override
  public String quoteIdentifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A literal: a time of Spark's is one of its type here, not a text. */
  @Override
  public Object compileValue(Object value) {
    if (value instanceof LocalDateTime time) {
      return "TIMESTAMP '" + Timestamp.valueOf(time) + "'";
    }
    if (value instanceof Timestamp || value instanceof Instant) {
      return "TIMESTAMP " + super.compileValue(value);
    }
    if (value instanceof Date || value instanceof LocalDate) {
      return "DATE " + super.compileValue(value);
    }
    return super.compileValue(value);
  }

  @Override
  public boolean isSupportedFunction(String name) {
    return SAME_FUNCTIONS.contains(name);
  }

  @Override
  public boolean supportsLimit() {
    return true;
  }

  @Override
  public boolean supportsOffset() {
    return true;
  }
}
