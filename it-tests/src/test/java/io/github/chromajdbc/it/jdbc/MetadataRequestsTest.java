package io.github.chromajdbc.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** How many requests each method of DatabaseMetaData sends, of all tables and of one. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetadataRequestsTest {
  /** The list of databases, and the list of the collections of the one that is asked about. */
  private static final int LISTS = 2;

  private final TestDatabase database;
  private final CountingProxy proxy;
  private final Connection connection;

  MetadataRequestsTest(TestDatabase database) throws SQLException {
    this.database = database;
    Tables.create(database);
    proxy = new CountingProxy(database.server().url());
    connection = ShippedJar.connect(database.jdbcUrl(proxy));
    String here = escaped(database.name().database());
    connection.getMetaData().getColumns(null, here, "%", "%").close(); // reads the samples
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
    proxy.close();
  }

  @TestFactory
  Stream<DynamicTest> methods() {
    return Arrays.stream(DatabaseMetaData.class.getMethods())
        .filter(method -> method.getDeclaringClass() == DatabaseMetaData.class)
        .flatMap(
            method ->
                Stream.of(
                    DynamicTest.dynamicTest(name(method, "all"), () -> call(method, "%")),
                    DynamicTest.dynamicTest(
                        name(method, "one"), () -> call(method, Tables.MIXED))));
  }

  private static String name(Method method, String which) {
    return method.getName() + "(" + method.getParameterCount() + ") of " + which;
  }

  private void call(Method method, String table) throws Exception {
    boolean answersRows = method.getReturnType() == ResultSet.class;
    invoke(method, table);
    proxy.reset();
    invoke(method, table);
    assertThat(proxy.seen()).hasSizeLessThanOrEqualTo(answersRows ? LISTS : 0);
  }

  private void invoke(Method method, String table) throws Exception {
    Class<?>[] types = method.getParameterTypes();
    @Nullable Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      if (types[i] == String.class) {
        arguments[i] = text(i, table);
      } else if (types[i] == int.class) {
        arguments[i] = 0;
      } else if (types[i] == boolean.class) {
        arguments[i] = true;
      } else if (types[i] == Class.class) {
        arguments[i] = DatabaseMetaData.class;
      }
    }
    Object answer;
    try {
      answer = method.invoke(connection.getMetaData(), arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(method.toString(), e.getCause());
    }
    if (answer instanceof ResultSet rows) {
      try (rows) {
        boolean more = rows.next();
        while (more) {
          more = rows.next();
        }
      }
    }
  }

  private String text(int position, String table) {
    return switch (position) {
      case 0 -> database.name().tenant();
      case 1 ->
          table.equals("%") ? escaped(database.name().database()) : database.name().database();
      case 2 -> table;
      default -> "%";
    };
  }

  private static String escaped(String name) {
    return name.replace("_", "\\_");
  }
}
