package io.github.chromajdbc.result;

import io.github.chromajdbc.failure.SqlFailure;
import java.sql.SQLException;

/** The part of a result set that goes anywhere but forward: 0A000. */
abstract class ForwardOnlyResultSet extends ReadOnlyResultSet {

  private static SQLException forwardOnly() {
    return SqlFailure.notSupported(
        "Result sets are forward-only: read rows with next(), and keep those that are needed again");
  }

  @Override
  public boolean previous() throws SQLException {
    throw forwardOnly();
  }

  @Override
  public boolean first() throws SQLException {
    throw forwardOnly();
  }

  @Override
  public boolean last() throws SQLException {
    throw forwardOnly();
  }

  @Override
  public boolean isLast() throws SQLException {
    throw forwardOnly();
  }

  @Override
  public void beforeFirst() throws SQLException {
    throw forwardOnly();
  }

  @Override
  public void afterLast() throws SQLException {
    throw forwardOnly();
  }

  @Override
  public boolean absolute(int row) throws SQLException {
    throw forwardOnly();
  }

  @Override
  public boolean relative(int rows) throws SQLException {
    throw forwardOnly();
  }

  @Override
  public String getCursorName() throws SQLException {
    throw SqlFailure.notSupported(
        "There are no named cursors: change rows with UPDATE ... WHERE id = ...");
  }
}
