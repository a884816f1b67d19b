package io.github.chromajdbc.calcite.validate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/**
 * A name matches exactly; when nothing does, the one name that it matches ignoring case.
 *
 * <p>It reports itself case-sensitive: otherwise two keys {@code year} and {@code Year} would make
 * every {@code *} ambiguous. The single-name {@link #matches} ignores case, since it is asked for
 * aliases.
 */
final class ExactThenUniqueNameMatcher implements SqlNameMatcher {
  static final ExactThenUniqueNameMatcher INSTANCE = new ExactThenUniqueNameMatcher();

  private ExactThenUniqueNameMatcher() {}

  @Override
  public boolean isCaseSensitive() {
    return true;
  }

  @Override
  public boolean matches(String string, String name) {
    return string.equalsIgnoreCase(name);
  }

  @Override
  public <K extends List<String>, V> @Nullable V get(
      Map<K, V> map, List<String> prefixNames, List<String> names) {
    for (Map.Entry<K, V> entry : map.entrySet()) {
      List<String> key = entry.getKey();
      if (key.size() == prefixNames.size() + names.size()
          && key.subList(0, prefixNames.size()).equals(prefixNames)
          && key.subList(prefixNames.size(), key.size()).equals(names)) {
        return entry.getValue();
      }
    }
    return null;
  }

  @Override
  public String bestString() {
    throw new UnsupportedOperationException("This matcher remembers no match");
  }

  @Override
  public @Nullable RelDataTypeField field(RelDataType rowType, String fieldName) {
    RelDataTypeField found = null;
    boolean unique = true;
    for (RelDataTypeField field : rowType.getFieldList()) {
      if (field.getName().equals(fieldName)) {
        return field;
      }
      if (field.getName().equalsIgnoreCase(fieldName)) {
        unique = found == null;
        found = field;
      }
    }
    return unique ? found : null;
  }

  @Override
  public int frequency(Iterable<String> names, String name) {
    int exact = 0;
    int ignoringCase = 0;
    for (String candidate : names) {
      if (candidate.equals(name)) {
        exact++;
      } else if (candidate.equalsIgnoreCase(name)) {
        ignoringCase++;
      }
    }
    return exact > 0 ? exact : ignoringCase;
  }

  @Override
  public int indexOf(Iterable<String> names, String name) {
    int position = 0;
    int ignoringCase = -1;
    for (String candidate : names) {
      if (candidate.equals(name)) {
        return position;
      }
      if (ignoringCase < 0 && candidate.equalsIgnoreCase(name)) {
        ignoringCase = position;
      }
      position++;
    }
    return ignoringCase;
  }

  @Override
  public Set<String> createSet() {
    return new LinkedHashSet<>();
  }
}
