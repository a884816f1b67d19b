package io.github.chromajdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Calls every method of every object of java.sql with ordinary and hostile arguments, on open and
 * on closed objects: each answers, or throws a SQLException that has a SQLSTATE of five characters.
 */
class EveryMethodTest {
  private static final String URL = "jdbc:chroma://localhost";

  /** What may be called on a closed object without an exception, by JDBC's own words. */
  private static final Map<Class<?>, Set<String>> CALLABLE_WHEN_CLOSED =
      Map.of(
          Connection.class,
          Set.of("close", "isClosed", "isValid", "abort", "unwrap", "isWrapperFor"),
          Statement.class,
          Set.of("close", "isClosed", "unwrap", "isWrapperFor"),
          PreparedStatement.class,
          Set.of("close", "isClosed", "unwrap", "isWrapperFor"),
          ResultSet.class,
          Set.of("close", "isClosed", "unwrap", "isWrapperFor"));

  /** Functions of their arguments alone, which no state makes wrong. */
  private static final Set<String> STATELESS =
      Set.of("enquoteLiteral", "enquoteIdentifier", "enquoteNCharLiteral", "isSimpleIdentifier");

  /** Makes one object, open. */
  private interface Maker {
    Object make(Connection connection) throws SQLException;
  }

  private static final Map<Class<?>, Maker> OBJECTS =
      Map.of(
          Connection.class,
          connection -> connection,
          Statement.class,
          Connection::createStatement,
          PreparedStatement.class,
          connection -> connection.prepareStatement(InMemoryEngine.ECHO),
          ResultSet.class,
          EveryMethodTest::onFirstRow,
          ResultSetMetaData.class,
          connection -> onFirstRow(connection).getMetaData(),
          ParameterMetaData.class,
          connection -> connection.prepareStatement(InMemoryEngine.ECHO).getParameterMetaData(),
          DatabaseMetaData.class,
          Connection::getMetaData,
          java.sql.Array.class,
          connection -> onFirstRow(connection).getArray("vector"),
          Driver.class,
          connection -> driver(),
          DataSource.class,
          connection -> dataSource());

  private static ChromaDriver driver() {
    return ChromaDriver.with(settings -> new InMemoryEngine(), Duration.ZERO, Map.of());
  }

  private static ChromaDataSource dataSource() {
    ChromaDataSource source = new ChromaDataSource(driver());
    source.setUrl(URL);
    return source;
  }

  private static ResultSet onFirstRow(Connection connection) throws SQLException {
    ResultSet rows = connection.createStatement().executeQuery(InMemoryEngine.ALL_TYPES);
    assertThat(rows.next()).isTrue();
    return rows;
  }

  @TestFactory
  Stream<DynamicTest> everyMethodAnswersOrThrowsWithASqlState() {
    return OBJECTS.entrySet().stream()
        .flatMap(
            entry ->
                methods(entry.getKey())
                    .map(
                        method ->
                            DynamicTest.dynamicTest(
                                name(entry.getKey(), method),
                                () -> callOpen(entry.getValue(), method))));
  }

  @TestFactory
  Stream<DynamicTest> everyMethodOfAClosedObjectThrowsUnlessJdbcAllowsIt() {
    return CALLABLE_WHEN_CLOSED.keySet().stream()
        .flatMap(
            type ->
                methods(type)
                    .map(
                        method ->
                            DynamicTest.dynamicTest(
                                name(type, method), () -> callClosed(type, method))));
  }

  private static Stream<Method> methods(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()));
  }

  private static String name(Class<?> type, Method method) {
    return type.getSimpleName()
        + "."
        + method.getName()
        + Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList();
  }

  private static void callOpen(Maker maker, Method method) throws SQLException {
    for (List<@Nullable Object> arguments : argumentLists(method)) {
      try (Connection connection = driver().open(URL, new Properties())) {
        call(maker.make(connection), method, arguments);
      }
    }
  }

  private static void callClosed(Class<?> type, Method method) throws Exception {
    for (List<@Nullable Object> arguments : argumentLists(method)) {
      try (Connection connection = driver().open(URL, new Properties())) {
        Object target = requireNonNull(OBJECTS.get(type)).make(connection);
        ((AutoCloseable) target).close();
        boolean answered = call(target, method, arguments);
        boolean mayAnswer =
            requireNonNull(CALLABLE_WHEN_CLOSED.get(type)).contains(method.getName())
                || STATELESS.contains(method.getName());
        if (answered && !mayAnswer) {
          fail(name(type, method) + " answered on a closed object, given " + arguments);
        }
      }
    }
  }

  /** True when it answered. */
  private static boolean call(Object target, Method method, List<@Nullable Object> arguments) {
    try {
      method.invoke(target, arguments.toArray());
      return true;
    } catch (InvocationTargetException thrown) {
      Throwable cause = thrown.getCause();
      assertThat(cause)
          .as("%s given %s", method, arguments)
          .isInstanceOf(SQLException.class)
          .extracting(failure -> ((SQLException) failure).getSQLState())
          .asString()
          .hasSize(5)
          .isNotEqualTo("XX000");
      return false;
    } catch (IllegalAccessException hidden) {
      return fail(hidden);
    }
  }

  /** Each argument takes each of its values in turn while the others keep their first. */
  private static List<List<@Nullable Object>> argumentLists(Method method) {
    List<List<@Nullable Object>> choices = new ArrayList<>();
    for (Class<?> type : method.getParameterTypes()) {
      choices.add(values(type));
    }
    List<List<@Nullable Object>> lists = new ArrayList<>();
    lists.add(choices.stream().<@Nullable Object>map(values -> values.get(0)).toList());
    for (int position = 0; position < choices.size(); position++) {
      for (Object value : choices.get(position)) {
        List<@Nullable Object> arguments = new ArrayList<>();
        for (int other = 0; other < choices.size(); other++) {
          arguments.add(other == position ? value : choices.get(other).get(0));
        }
        lists.add(arguments);
      }
    }
    return lists;
  }

  private static List<@Nullable Object> values(Class<?> type) {
    if (type == int.class) {
      return Arrays.asList(
          1, 2, 3, 0, -1, 1000, 1003, 1004, 1007, Integer.MAX_VALUE, Integer.MIN_VALUE);
    }
    if (type == long.class) {
      return Arrays.asList(1L, 0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE);
    }
    if (type == short.class) {
      return Arrays.asList((short) 1, Short.MIN_VALUE);
    }
    if (type == byte.class) {
      return Arrays.asList((byte) 1, Byte.MIN_VALUE);
    }
    if (type == double.class) {
      return Arrays.asList(1.5, Double.NaN, Double.POSITIVE_INFINITY, -0.0);
    }
    if (type == float.class) {
      return Arrays.asList(1.5f, Float.NaN, Float.NEGATIVE_INFINITY);
    }
    if (type == boolean.class) {
      return Arrays.asList(true, false);
    }
    if (type == String.class) {
      return Arrays.asList(
          InMemoryEngine.NUMBERS, "text", "vector", "REAL", "%", "", "\0", "\\", "a'b\"c", null);
    }
    if (type == Class.class) {
      return Arrays.asList(
          String.class, Integer.class, Object.class, int.class, Thread.class, int[].class, null);
    }
    if (type == Object.class) {
      return Arrays.asList(
          "x", 1, 1.5, new float[] {1}, new Object(), List.of(), new BigDecimal("1e999999"), null);
    }
    if (type == byte[].class) {
      return Arrays.asList(new byte[] {1}, new byte[0], null);
    }
    if (type == int[].class || type == String[].class || type == Object[].class) {
      return Arrays.asList(
          Array.newInstance(type.getComponentType(), 0),
          Array.newInstance(type.getComponentType(), 1),
          null);
    }
    if (type == Map.class) {
      return Arrays.asList(Map.of(), Map.of("T", String.class), null);
    }
    if (type == Properties.class) {
      Properties unknown = new Properties();
      unknown.setProperty("noSuchProperty", "x");
      return Arrays.asList(new Properties(), unknown, null);
    }
    if (type == Calendar.class) {
      return Arrays.asList(new Calendar.Builder().setDate(2026, 0, 31).build(), null);
    }
    if (type == InputStream.class) {
      return Arrays.asList(InputStream.nullInputStream(), null);
    }
    if (type == Reader.class) {
      return Arrays.asList(new StringReader("text"), null);
    }
    if (type == BigDecimal.class) {
      return Arrays.asList(BigDecimal.ONE, new BigDecimal("1e999999"), null);
    }
    if (type == Executor.class) {
      Executor here = Runnable::run;
      return Arrays.asList(here, null);
    }
    if (type == SQLType.class) {
      return Arrays.asList(java.sql.JDBCType.BIGINT, java.sql.JDBCType.STRUCT, null);
    }
    List<@Nullable Object> none = new ArrayList<>();
    none.add(null);
    return none;
  }
}
