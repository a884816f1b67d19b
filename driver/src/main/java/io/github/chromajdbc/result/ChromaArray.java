package io.github.chromajdbc.result;

import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.calcite.statement.TypeDescription;
import io.github.chromajdbc.convert.Conversions;
import io.github.chromajdbc.convert.JavaClasses;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.failure.SqlFailure;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of an ARRAY type. {@link #getArray()} answers {@code float[]} for REAL members, else an
 * array of the members' class, as {@code String[]} or {@code Long[]}, since those may be null.
 */
public final class ChromaArray implements Array {
  private final TypeDescription element;
  private final Conversions conversions;
  private @Nullable Object members;

  /**
   * @param members {@code float[]} or a {@link List}; not changed afterwards
   */
  public ChromaArray(TypeDescription element, Object members, Conversions conversions) {
    this.element = element;
    this.members = members;
    this.conversions = conversions;
  }

  private Object members() throws SQLException {
    if (members == null) {
      throw SqlFailure.of(ChromaError.INVALID_ARGUMENT, "This array was freed");
    }
    return members;
  }

  @Override
  public String getBaseTypeName() throws SQLException {
    members();
    return element.name();
  }

  @Override
  public int getBaseType() throws SQLException {
    members();
    return element.jdbcType();
  }

  @Override
  public Object getArray() throws SQLException {
    Object all = members();
    return all instanceof float[] vector ? vector.clone() : typed((List<?>) all);
  }

  private Object typed(List<?> values) throws SQLException {
    Class<?> member = JavaClasses.of(element);
    Object array = java.lang.reflect.Array.newInstance(member, values.size());
    for (int index = 0; index < values.size(); index++) {
      Object value = values.get(index);
      if (value != null) {
        java.lang.reflect.Array.set(array, index, conversions.toDefault(value, element));
      }
    }
    return array;
  }

  /**
   * A slice.
   *
   * @param index of its first member, from 1
   * @param count most members; what the array lacks is left out
   */
  @Override
  public Object getArray(long index, int count) throws SQLException {
    Object all = members();
    int length = all instanceof float[] vector ? vector.length : ((List<?>) all).size();
    if (index < 1 || index > length + 1L || count < 0) {
      throw SqlFailure.of(
          ChromaError.INVALID_ARGUMENT,
          "A slice starts at 1 to " + (length + 1L) + " and has no negative length");
    }
    int from = (int) index - 1;
    int to = (int) Math.min(length, (long) from + count);
    return all instanceof float[] vector
        ? Arrays.copyOfRange(vector, from, to)
        : typed(((List<?>) all).subList(from, to));
  }

  @Override
  public Object getArray(@Nullable Map<String, Class<?>> map) throws SQLException {
    checkMap(map);
    return getArray();
  }

  @Override
  public Object getArray(long index, int count, @Nullable Map<String, Class<?>> map)
      throws SQLException {
    checkMap(map);
    return getArray(index, count);
  }

  private static void checkMap(@Nullable Map<String, Class<?>> map) throws SQLException {
    if (map != null && !map.isEmpty()) {
      throw SqlFailure.notSupported("There are no user-defined types to map");
    }
  }

  /** Two columns: INDEX, from 1, and VALUE. */
  @Override
  public ResultSet getResultSet() throws SQLException {
    Object all = members();
    return rows(1, all instanceof float[] vector ? vector.length : ((List<?>) all).size());
  }

  @Override
  public ResultSet getResultSet(long index, int count) throws SQLException {
    return rows(index, count);
  }

  @Override
  public ResultSet getResultSet(@Nullable Map<String, Class<?>> map) throws SQLException {
    checkMap(map);
    return getResultSet();
  }

  @Override
  public ResultSet getResultSet(long index, int count, @Nullable Map<String, Class<?>> map)
      throws SQLException {
    checkMap(map);
    return rows(index, count);
  }

  private ResultSet rows(long first, int count) throws SQLException {
    getArray(first, count);
    List<@Nullable Object> all = list(members());
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int index = (int) first; index <= all.size() && rows.size() < count; index++) {
      rows.add(Arrays.asList(index, all.get(index - 1)));
    }
    TypeDescription whole = new TypeDescription(Types.INTEGER, "INTEGER", 10, 0, false, null);
    return ChromaResultSet.inMemory(
        List.of(
            new ColumnDescription("INDEX", "INDEX", null, null, null, whole),
            new ColumnDescription("VALUE", "VALUE", null, null, null, element)),
        rows,
        conversions,
        null);
  }

  private static List<@Nullable Object> list(Object members) {
    if (members instanceof float[] vector) {
      List<@Nullable Object> list = new ArrayList<>(vector.length);
      for (float number : vector) {
        list.add(number);
      }
      return list;
    }
    return new ArrayList<>((List<?>) members);
  }

  @Override
  public void free() {
    members = null;
  }

  @Override
  public String toString() {
    return members instanceof float[] vector ? Arrays.toString(vector) : String.valueOf(members);
  }
}
