package io.github.chromajdbc.it.client;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The shipped driver under a class of the tests: DriverManager gives clients on this class path no
 * driver of another class loader.
 */
record KnownToDriverManager(Driver shipped) implements Driver {

  @Override
  public @Nullable Connection connect(String url, Properties properties) throws SQLException {
    return shipped.connect(url, properties);
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return shipped.acceptsURL(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties)
      throws SQLException {
    return shipped.getPropertyInfo(url, properties);
  }

  @Override
  public int getMajorVersion() {
    return shipped.getMajorVersion();
  }

  @Override
  public int getMinorVersion() {
    return shipped.getMinorVersion();
  }

  @Override
  public boolean jdbcCompliant() {
    return shipped.jdbcCompliant();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("io.github.chromajdbc");
  }
}
