package io.github.chromajdbc.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every method of DatabaseMetaData that answers rows, with null, {@code %}, exact, escaped and
 * absent arguments: no exception, JDBC's columns in JDBC's order and types, rows in JDBC's order.
 */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetadataShapeTest {
  private final TestDatabase database;
  private final Connection connection;

  MetadataShapeTest(TestDatabase database) throws SQLException {
    this.database = database;
    Tables.create(database);
    connection = ShippedJar.connect(database.jdbcUrl());
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  @TestFactory
  Stream<DynamicTest> methodsThatAnswerRows() {
    return Arrays.stream(DatabaseMetaData.class.getMethods())
        .filter(method -> method.getReturnType() == ResultSet.class)
        .map(
            method ->
                DynamicTest.dynamicTest(
                    method.getName() + "(" + method.getParameterCount() + ")",
                    () -> callWithAll(method)));
  }

  private void callWithAll(Method method) throws Exception {
    DatabaseMetaData metadata = connection.getMetaData();
    assertThat(MetadataColumns.OF_METHODS).containsKey(method.getName());
    int rows = 0;
    for (int variant = 0; variant < 6; variant++) {
      for (int position = 0; position <= method.getParameterCount(); position++) {
        rows += check(method, call(metadata, method, variant, position));
      }
    }
    if (MetadataColumns.ORDER.containsKey(method.getName())
        && !method.getName().startsWith("getFunction")) {
      assertThat(rows).as("rows of %s", method.getName()).isPositive();
    }
  }

  /** The arguments are of one kind, except that at {@code position}, which is null. */
  private ResultSet call(DatabaseMetaData metadata, Method method, int variant, int position)
      throws Exception {
    Class<?>[] types = method.getParameterTypes();
    @Nullable Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      if (types[i] == String.class) {
        arguments[i] = i == position ? null : text(i, variant);
      } else if (types[i] == int.class) {
        arguments[i] = DatabaseMetaData.bestRowSession;
      } else if (types[i] == boolean.class) {
        arguments[i] = variant % 2 == 0;
      } else if (types[i] == String[].class) {
        arguments[i] = variant % 2 == 0 ? null : new String[] {"TABLE", "VIEW", "SYSTEM TABLE"};
      }
    }
    try {
      return (ResultSet) method.invoke(metadata, arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(method + " given " + Arrays.toString(arguments), e.getCause());
    }
  }

  private @Nullable String text(int position, int variant) {
    return switch (variant) {
      case 0 -> null;
      case 1 -> position == 0 ? database.name().tenant() : "%";
      case 2 -> exact(position);
      case 3 -> position == 0 ? exact(position) : exact(position).replace("_", "\\_");
      case 4 -> "no such name, ever";
      default -> "";
    };
  }

  private String exact(int position) {
    return switch (position) {
      case 0 -> database.name().tenant();
      case 1 -> database.name().database();
      case 2 -> Tables.MIXED;
      default -> "metadata.year";
    };
  }

  /** The number of rows. */
  private static int check(Method method, ResultSet rows) throws SQLException {
    try (rows) {
      ResultSetMetaData shape = rows.getMetaData();
      List<String> expected = MetadataColumns.ofMethod(method.getName());
      assertThat(shape.getColumnCount()).isEqualTo(expected.size());
      for (int i = 1; i <= expected.size(); i++) {
        String[] parts = expected.get(i - 1).split(":", -1);
        if (!parts[0].equals("*")) {
          assertThat(shape.getColumnLabel(i)).isEqualTo(parts[0]);
          assertThat(shape.getColumnTypeName(i)).as(parts[0]).isEqualTo(parts[1]);
        }
      }
      return checkOrder(rows, MetadataColumns.ORDER.getOrDefault(method.getName(), List.of()));
    }
  }

  private static int checkOrder(ResultSet rows, List<String> order) throws SQLException {
    List<List<Comparable<Object>>> keys = new ArrayList<>();
    int count = 0;
    while (rows.next()) {
      count++;
      List<Comparable<Object>> key = new ArrayList<>();
      for (String column : order) {
        key.add(comparable(rows.getObject(column)));
      }
      keys.add(key);
    }
    assertThat(keys).isSortedAccordingTo(lexicographic());
    return count;
  }

  @SuppressWarnings("unchecked") // Strings and Integers, each compared with its own kind.
  private static Comparable<Object> comparable(@Nullable Object value) {
    return (Comparable<Object>) (value == null ? "" : value);
  }

  private static Comparator<List<Comparable<Object>>> lexicographic() {
    return (left, right) -> {
      for (int i = 0; i < left.size(); i++) {
        int order = left.get(i).compareTo(right.get(i));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }
}
