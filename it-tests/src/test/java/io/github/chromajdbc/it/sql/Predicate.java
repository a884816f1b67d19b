package io.github.chromajdbc.it.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A predicate that can be written as SQL, and evaluated as plainly as possible in SQL's three
 * values: true, false and null.
 */
sealed interface Predicate {

  /** Its value for a record. */
  @Nullable Boolean test(SampleRow row);

  void write(SqlText sql);

  /** Its parts that are predicates. */
  default List<Predicate> parts() {
    return List.of();
  }

  record Comparison(Column column, String operator, Object value) implements Predicate {
    @Override
    public @Nullable Boolean test(SampleRow row) {
      Object left = column.of(row);
      return left == null ? null : holds(operator, Column.compare(left, value));
    }

    @Override
    public void write(SqlText sql) {
      sql.add(column.sql() + " " + operator + " ").value(value);
    }
  }

  /** Two columns of one record compared. */
  record ColumnComparison(Column left, String operator, Column right) implements Predicate {
    @Override
    public @Nullable Boolean test(SampleRow row) {
      Object a = left.of(row);
      Object b = right.of(row);
      return (a == null || b == null) ? null : holds(operator, Column.compare(a, b));
    }

    @Override
    public void write(SqlText sql) {
      sql.add(left.sql() + " " + operator + " " + right.sql());
    }
  }

  private static boolean holds(String operator, int order) {
    return switch (operator) {
      case "=" -> order == 0;
      case "<>", "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> throw new IllegalArgumentException(operator);
    };
  }

  record Membership(Column column, boolean negated, List<?> values) implements Predicate {
    @Override
    public @Nullable Boolean test(SampleRow row) {
      Object value = column.of(row);
      return value == null
          ? null
          : negated != values.stream().anyMatch(each -> Column.equal(value, each));
    }

    @Override
    public void write(SqlText sql) {
      sql.add(column.sql() + not(negated) + " IN (");
      for (int i = 0; i < values.size(); i++) {
        sql.add(i == 0 ? "" : ", ").value(values.get(i));
      }
      sql.add(")");
    }
  }

  record Range(Column column, boolean negated, Object low, Object high) implements Predicate {
    @Override
    public @Nullable Boolean test(SampleRow row) {
      Object value = column.of(row);
      return value == null
          ? null
          : negated != (Column.compare(value, low) >= 0 && Column.compare(value, high) <= 0);
    }

    @Override
    public void write(SqlText sql) {
      sql.add(column.sql() + not(negated) + " BETWEEN ").value(low).add(" AND ").value(high);
    }
  }

  record Like(Column column, boolean negated, boolean anyCase, String pattern)
      implements Predicate {
    @Override
    public @Nullable Boolean test(SampleRow row) {
      Object value = column.of(row);
      return value == null ? null : negated != matches(fold((String) value), fold(pattern));
    }

    private String fold(String text) {
      return anyCase ? text.toLowerCase(java.util.Locale.ROOT) : text;
    }

    private static boolean matches(String text, String pattern) {
      if (pattern.isEmpty()) {
        return text.isEmpty();
      }
      String rest = pattern.substring(1);
      if (pattern.charAt(0) == '%') {
        for (int i = 0; i <= text.length(); i++) {
          if (matches(text.substring(i), rest)) {
            return true;
          }
        }
        return false;
      }
      if (text.isEmpty()) {
        return false;
      }
      if (pattern.charAt(0) == '_') {
        return matches(text.substring(Character.charCount(text.codePointAt(0))), rest);
      }
      return text.charAt(0) == pattern.charAt(0) && matches(text.substring(1), rest);
    }

    @Override
    public void write(SqlText sql) {
      sql.add(column.sql() + not(negated) + (anyCase ? " ILIKE " : " LIKE ")).value(pattern);
    }
  }

  record Null(Column column, boolean negated) implements Predicate {
    @Override
    public Boolean test(SampleRow row) {
      return negated != (column.of(row) == null);
    }

    @Override
    public void write(SqlText sql) {
      sql.add(column.sql() + " IS" + not(negated) + " NULL");
    }
  }

  record Distinct(Column column, boolean negated, Object value) implements Predicate {
    @Override
    public Boolean test(SampleRow row) {
      Object left = column.of(row);
      return negated == (left != null && Column.equal(left, value));
    }

    @Override
    public void write(SqlText sql) {
      sql.add(column.sql() + " IS" + not(negated) + " DISTINCT FROM ").value(value);
    }
  }

  /** A boolean column as a predicate of its own. */
  record Flag(Column column) implements Predicate {
    @Override
    public @Nullable Boolean test(SampleRow row) {
      return (Boolean) column.of(row);
    }

    @Override
    public void write(SqlText sql) {
      sql.add(column.sql());
    }
  }

  /** {@code p IS [NOT] TRUE}, FALSE or UNKNOWN. */
  record TruthTest(Predicate inner, boolean negated, @Nullable Boolean truth) implements Predicate {
    @Override
    public Boolean test(SampleRow row) {
      return negated != java.util.Objects.equals(inner.test(row), truth);
    }

    @Override
    public void write(SqlText sql) {
      sql.add("(");
      inner.write(sql);
      sql.add(") IS" + not(negated) + (truth == null ? " UNKNOWN" : truth ? " TRUE" : " FALSE"));
    }

    @Override
    public List<Predicate> parts() {
      return List.of(inner);
    }
  }

  record Contains(Column column, boolean negated, Object value) implements Predicate {
    @Override
    public @Nullable Boolean test(SampleRow row) {
      Object left = column.of(row);
      if (left == null) {
        return null;
      }
      return negated
          != (left instanceof String text
              ? text.contains((String) value)
              : Column.holds(left, value));
    }

    @Override
    public void write(SqlText sql) {
      sql.add(column.sql() + not(negated) + " CONTAINS ").value(value);
    }
  }

  record Regex(Column column, boolean negated, String pattern) implements Predicate {
    @Override
    public @Nullable Boolean test(SampleRow row) {
      Object value = column.of(row);
      return value == null
          ? null
          : negated != Pattern.compile(pattern).matcher((String) value).find();
    }

    @Override
    public void write(SqlText sql) {
      sql.add(column.sql() + not(negated) + " REGEX ").value(pattern);
    }
  }

  record Not(Predicate inner) implements Predicate {
    @Override
    public @Nullable Boolean test(SampleRow row) {
      Boolean value = inner.test(row);
      return value == null ? null : !value;
    }

    @Override
    public void write(SqlText sql) {
      sql.add("NOT (");
      inner.write(sql);
      sql.add(")");
    }

    @Override
    public List<Predicate> parts() {
      return List.of(inner);
    }
  }

  /** AND, or OR. */
  record Connection(boolean and, List<Predicate> parts) implements Predicate {
    @Override
    public @Nullable Boolean test(SampleRow row) {
      List<@Nullable Boolean> values = new ArrayList<>();
      parts.forEach(part -> values.add(part.test(row)));
      if (values.contains(!and)) {
        return !and;
      }
      return values.contains(null) ? null : and;
    }

    @Override
    public void write(SqlText sql) {
      sql.add("(");
      for (int i = 0; i < parts.size(); i++) {
        sql.add(i == 0 ? "" : and ? " AND " : " OR ");
        parts.get(i).write(sql);
      }
      sql.add(")");
    }
  }

  private static String not(boolean negated) {
    return negated ? " NOT" : "";
  }

  static Predicate all(Predicate... parts) {
    return new Connection(true, List.of(parts));
  }

  static Predicate any(Predicate... parts) {
    return new Connection(false, List.of(parts));
  }
}
