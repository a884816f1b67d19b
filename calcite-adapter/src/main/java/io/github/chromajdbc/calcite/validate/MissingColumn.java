package io.github.chromajdbc.calcite.validate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.jspecify.annotations.Nullable;

/**
 * A column that validation did not find.
 *
 * @param table the alias in front of it, null when there is none
 */
record MissingColumn(String column, @Nullable String table) {
  // Calcite's errors carry no codes; these are its messages columnNotFound and
  // columnNotFoundInTable.
  private static final Pattern IN_ANY_TABLE =
      Pattern.compile("Column '(.*)' not found in any table.*", Pattern.DOTALL);
  private static final Pattern IN_TABLE =
      Pattern.compile("Column '(.*)' not found in table '(.*?)'.*", Pattern.DOTALL);

  static @Nullable MissingColumn of(CalciteContextException failure) {
    Throwable cause = failure.getCause();
    String message = cause == null ? null : cause.getMessage();
    if (message == null) {
      return null;
    }
    Matcher inTable = IN_TABLE.matcher(message);
    if (inTable.matches()) {
      return new MissingColumn(inTable.group(1), inTable.group(2));
    }
    Matcher inAny = IN_ANY_TABLE.matcher(message);
    return inAny.matches() ? new MissingColumn(inAny.group(1), null) : null;
  }
}
