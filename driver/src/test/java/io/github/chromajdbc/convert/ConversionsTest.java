package io.github.chromajdbc.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.chromajdbc.calcite.statement.ParameterDescription;
import io.github.chromajdbc.calcite.statement.TypeDescription;
import io.github.chromajdbc.result.ChromaArray;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of conversions, both ways. */
class ConversionsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDate DATE = LocalDate.of(2026, 1, 31);
  private static final LocalTime TIME = LocalTime.of(23, 59, 58, 125_000_000);
  private static final LocalDateTime TIMESTAMP = LocalDateTime.of(DATE, TIME);
  private static final float[] VECTOR = {0.5f, -1f};
  private static final UUID ID = UUID.fromString("00000000-0000-0001-0000-000000000002");

  private static final TypeDescription REAL = type(Types.REAL, "REAL", null);
  private static final TypeDescription BIGINT = type(Types.BIGINT, "BIGINT", null);
  private static final TypeDescription DOUBLE = type(Types.DOUBLE, "DOUBLE", null);
  private static final TypeDescription VARCHAR = type(Types.VARCHAR, "VARCHAR", null);
  private static final TypeDescription BOOLEAN = type(Types.BOOLEAN, "BOOLEAN", null);
  private static final TypeDescription TIMESTAMPS = type(Types.TIMESTAMP, "TIMESTAMP", null);
  private static final TypeDescription VECTORS = type(Types.ARRAY, "REAL ARRAY", REAL);
  private static final TypeDescription TEXTS = type(Types.ARRAY, "VARCHAR ARRAY", VARCHAR);

  private final Conversions conversions = new Conversions(BERLIN, ChromaArray::new);
  private final ParameterConversion parameters = new ParameterConversion(conversions);

  private static TypeDescription type(
      int jdbcType, String name, @org.jspecify.annotations.Nullable TypeDescription element) {
    return new TypeDescription(jdbcType, name, 0, 0, true, element);
  }

  static Stream<Arguments> possible() {
    return Stream.of(
        arguments(42L, String.class, "42"),
        arguments(42.0, String.class, "42.0"),
        arguments(new BigDecimal("1E+3"), String.class, "1000"),
        arguments(true, String.class, "true"),
        arguments(DATE, String.class, "2026-01-31"),
        arguments(TIME, String.class, "23:59:58.125"),
        arguments(TIMESTAMP, String.class, "2026-01-31 23:59:58.125"),
        arguments(LocalDateTime.of(2026, 1, 1, 0, 0), String.class, "2026-01-01 00:00:00"),
        arguments(VECTOR, String.class, "[0.5,-1.0]"),
        arguments(Arrays.asList("a\"", null, 1L, true), String.class, "[\"a\\\"\",null,1,true]"),
        arguments(new byte[] {1, -1}, String.class, "01ff"),
        arguments(127L, Byte.class, (byte) 127),
        arguments(-32768.9, Short.class, (short) -32768),
        arguments(" 42 ", Integer.class, 42),
        arguments("1e3", Long.class, 1000L),
        arguments(new BigDecimal("9223372036854775807.9"), Long.class, Long.MAX_VALUE),
        arguments(false, Integer.class, 0),
        arguments(0.1f, BigDecimal.class, new BigDecimal("0.1")),
        arguments(0.1, BigDecimal.class, new BigDecimal("0.1")),
        arguments(1.9, BigInteger.class, BigInteger.ONE),
        arguments(0.5, Float.class, 0.5f),
        arguments(0.5f, Double.class, 0.5),
        arguments("NaN", Double.class, Double.NaN),
        arguments(7L, Number.class, 7L),
        arguments(1L, Boolean.class, true),
        arguments("No", Boolean.class, false),
        arguments(TIMESTAMP, LocalDate.class, DATE),
        arguments(TIMESTAMP, LocalTime.class, TIME),
        arguments(DATE, LocalDateTime.class, DATE.atStartOfDay()),
        arguments("2026-01-31T23:59:58.125", LocalDateTime.class, TIMESTAMP),
        arguments("2026-01-31 23:59:58.125", LocalDateTime.class, TIMESTAMP),
        arguments("2026-01-31T23:59:58.125Z", LocalDateTime.class, TIMESTAMP),
        arguments("2026-01-31", LocalDate.class, DATE),
        arguments("23:59:58.125", LocalTime.class, TIME),
        arguments(TIMESTAMP, Timestamp.class, Timestamp.valueOf(TIMESTAMP)),
        arguments(DATE, Date.class, Date.valueOf(DATE)),
        arguments(TIMESTAMP, java.util.Date.class, Timestamp.valueOf(TIMESTAMP)),
        arguments(TIMESTAMP, Instant.class, Instant.parse("2026-01-31T22:59:58.125Z")),
        arguments(
            TIMESTAMP, OffsetDateTime.class, OffsetDateTime.parse("2026-01-31T23:59:58.125+01:00")),
        arguments(TIMESTAMP, ZonedDateTime.class, TIMESTAMP.atZone(BERLIN)),
        arguments(ID.toString(), UUID.class, ID),
        arguments("é", byte[].class, new byte[] {(byte) 0xc3, (byte) 0xa9}),
        arguments(VECTOR, float[].class, VECTOR),
        arguments(VECTOR, double[].class, new double[] {0.5, -1}),
        arguments(VECTOR, Float[].class, new Float[] {0.5f, -1f}),
        arguments(VECTOR, List.class, List.of(0.5f, -1f)),
        arguments("[0.5, -1]", float[].class, VECTOR),
        arguments(List.of(1L, 2L), long[].class, new long[] {1, 2}),
        arguments(Arrays.asList("a", null), String[].class, new String[] {"a", null}));
  }

  @ParameterizedTest
  @MethodSource("possible")
  void whatCanBeConvertedIs(Object value, Class<?> target, Object expected) throws SQLException {
    assertThat(conversions.to(value, VARCHAR, target)).isEqualTo(expected);
  }

  static Stream<Arguments> impossible() {
    return Stream.of(
        arguments(128L, Byte.class, "22003"),
        arguments(-32769.0, Short.class, "22003"),
        arguments(1L << 31, Integer.class, "22003"),
        arguments(new BigDecimal("9223372036854775808"), Long.class, "22003"),
        arguments("1e400", Double.class, "22003"),
        arguments(1e300, Float.class, "22003"),
        arguments(Double.NaN, Long.class, "22003"),
        arguments(Double.POSITIVE_INFINITY, BigDecimal.class, "22003"),
        arguments("1e999999999", BigInteger.class, "22003"),
        arguments("12x", Integer.class, "22018"),
        arguments("", Long.class, "22018"),
        arguments("maybe", Boolean.class, "22018"),
        arguments(2L, Boolean.class, "22018"),
        arguments("x", UUID.class, "22018"),
        arguments("[1, [2]]", float[].class, "22018"),
        arguments("[1, 2", float[].class, "22018"),
        arguments("[1] x", float[].class, "22018"),
        arguments("[1, null]", float[].class, "22018"),
        arguments("[1, \"x\"]", float[].class, "22018"),
        arguments("[1e999]", float[].class, "22003"),
        arguments("[1e39]", float[].class, "22003"),
        arguments("31.1.2026", LocalDate.class, "22007"),
        arguments("2026-02-30", Timestamp.class, "22007"),
        arguments("25:00", LocalTime.class, "22007"),
        arguments(DATE, Integer.class, "07006"),
        arguments(42L, LocalDate.class, "07006"),
        arguments(VECTOR, Integer.class, "07006"),
        arguments(42L, byte[].class, "07006"),
        arguments("x", Thread.class, "07006"),
        arguments("x", int.class, "07006"),
        arguments("x", Array.class, "07006"));
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void whatCannotBeConvertedSaysSo(Object value, Class<?> target, String state) {
    assertThatThrownBy(() -> conversions.to(value, VARCHAR, target))
        .isInstanceOf(SQLException.class)
        .extracting("SQLState")
        .isEqualTo(state);
  }

  @Test
  void aCalendarsZoneDecidesWhereThereIsOne() throws SQLException {
    Calendar tokyo =
        Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"), java.util.Locale.ROOT);
    Timestamp moment = conversions.toTimestamp(TIMESTAMP, tokyo);
    assertThat(moment.toInstant()).isEqualTo(Instant.parse("2026-01-31T14:59:58.125Z"));
    assertThat(parameters.natural(moment, tokyo)).isEqualTo(TIMESTAMP);
    assertThat(parameters.natural(conversions.toDate(DATE, tokyo), tokyo)).isEqualTo(DATE);
    assertThat(parameters.natural(conversions.toTime(TIME, tokyo), tokyo)).isEqualTo(TIME);
    assertThat(parameters.natural(conversions.toTime(TIME, null), null)).isEqualTo(TIME);
  }

  @Test
  void anArrayKeepsItsMembersType() throws SQLException {
    Array vector = conversions.to(VECTOR, VECTORS, Array.class);
    assertThat(vector.getBaseTypeName()).isEqualTo("REAL");
    assertThat(vector.getArray()).isEqualTo(VECTOR);
    assertThat(vector.getArray(2, 5)).isEqualTo(new float[] {-1f});
    Array texts = conversions.to(Arrays.asList("a", null), TEXTS, Array.class);
    assertThat(texts.getArray()).isEqualTo(new String[] {"a", null});
    try (java.sql.ResultSet rows = texts.getResultSet(2, 1)) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt("INDEX")).isEqualTo(2);
      assertThat(rows.getString("VALUE")).isNull();
      assertThat(rows.next()).isFalse();
    }
  }

  static Stream<Arguments> parameterValues() {
    return Stream.of(
        arguments(5, BIGINT, 5L),
        arguments((byte) 5, BIGINT, 5L),
        arguments(5.0, BIGINT, 5L),
        arguments(1.5, BIGINT, 1.5),
        arguments(new BigDecimal("5.00"), BIGINT, 5L),
        arguments(
            new BigInteger("9223372036854775808"), BIGINT, new BigDecimal("9223372036854775808")),
        arguments("5", BIGINT, 5L),
        arguments("five", BIGINT, "five"),
        arguments(true, BIGINT, true),
        arguments(5L, DOUBLE, 5.0),
        arguments((1L << 53) + 1, DOUBLE, (1L << 53) + 1),
        arguments(0.1f, DOUBLE, (double) 0.1f),
        arguments("0.1", DOUBLE, 0.1),
        arguments(Double.NaN, DOUBLE, Double.NaN),
        arguments(1, BOOLEAN, true),
        arguments(2, BOOLEAN, 2),
        arguments("true", BOOLEAN, true),
        arguments(5, VARCHAR, 5),
        arguments('x', VARCHAR, "x"),
        arguments(ID, VARCHAR, ID.toString()),
        arguments(java.nio.CharBuffer.wrap("x"), VARCHAR, "x"),
        arguments(Instant.parse("2026-01-31T22:59:58.125Z"), TIMESTAMPS, TIMESTAMP),
        arguments(OffsetDateTime.parse("2026-01-31T22:59:58.125Z"), TIMESTAMPS, TIMESTAMP),
        arguments(Timestamp.valueOf(TIMESTAMP), TIMESTAMPS, TIMESTAMP),
        arguments(DATE, TIMESTAMPS, DATE.atStartOfDay()),
        arguments("2026-01-31 23:59:58.125", TIMESTAMPS, TIMESTAMP),
        arguments(new double[] {0.5, -1}, VECTORS, VECTOR),
        arguments(new Float[] {0.5f, -1f}, VECTORS, VECTOR),
        arguments(List.of(0.5, -1L), VECTORS, VECTOR),
        arguments("[0.5, -1]", VECTORS, VECTOR),
        arguments(new int[] {1, 2}, VECTORS, new float[] {1, 2}),
        arguments(new String[] {"a"}, TEXTS, List.of("a")));
  }

  @ParameterizedTest
  @MethodSource("parameterValues")
  void aParameterFitsTheExpectedTypeOrStaysWhatItIs(
      Object value, TypeDescription expected, Object fitted) throws SQLException {
    assertThat(parameters.fit(parameters.natural(value, null), new ParameterDescription(expected)))
        .isEqualTo(fitted);
  }

  @Test
  void aTargetTypeConvertsAParameterFirst() throws SQLException {
    assertThat(parameters.toType("5", Types.INTEGER, -1)).isEqualTo(5);
    assertThat(parameters.toType(1.255, Types.DECIMAL, 2)).isEqualTo(new BigDecimal("1.26"));
    assertThat(parameters.toType(5L, Types.VARCHAR, -1)).isEqualTo("5");
    assertThat(parameters.toType("2026-01-31", Types.DATE, -1)).isEqualTo(DATE);
    assertThat(parameters.toType(List.of(1, 2), Types.ARRAY, -1)).isEqualTo(List.of(1, 2));
    assertThatThrownBy(() -> parameters.toType("x", Types.INTEGER, -1))
        .extracting("SQLState")
        .isEqualTo("22018");
    assertThatThrownBy(() -> parameters.toType("x", Types.STRUCT, -1))
        .extracting("SQLState")
        .isEqualTo("0A000");
    assertThatThrownBy(() -> parameters.natural(new Object(), null))
        .extracting("SQLState")
        .isEqualTo("07006");
  }
}
