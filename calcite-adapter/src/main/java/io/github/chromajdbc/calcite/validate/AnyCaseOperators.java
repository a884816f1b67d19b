package io.github.chromajdbc.calcite.validate;

import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.jspecify.annotations.Nullable;

/**
 * Finds functions whatever the case of their names, though names of columns keep theirs.
 *
 * @param first of which a function stands for all those of its name
 */
record AnyCaseOperators(SqlOperatorTable first, SqlOperatorTable others)
    implements SqlOperatorTable {

  @Override
  public void lookupOperatorOverloads(
      SqlIdentifier name,
      @Nullable SqlFunctionCategory category,
      SqlSyntax syntax,
      List<SqlOperator> found,
      SqlNameMatcher nameMatcher) {
    SqlNameMatcher anyCase = SqlNameMatchers.withCaseSensitive(false);
    first.lookupOperatorOverloads(name, category, syntax, found, anyCase);
    if (found.isEmpty()) {
      others.lookupOperatorOverloads(name, category, syntax, found, anyCase);
    }
  }

  @Override
  public List<SqlOperator> getOperatorList() {
    return Stream.concat(first.getOperatorList().stream(), others.getOperatorList().stream())
        .toList();
  }
}
