package io.github.chromajdbc.launcher;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;

/** The driver of {@code chroma-jdbc-VERSION-all.jar}, apart from the classes of the tests. */
final class ReleasedDriver implements AutoCloseable {
  private final URLClassLoader loader;
  private final Driver driver;

  ReleasedDriver() throws IOException {
    loader =
        new URLClassLoader(new URL[] {jar().toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    driver = ServiceLoader.load(Driver.class, loader).findFirst().orElseThrow();
  }

  /** The jar as the build made it. */
  static Path jar() {
    return Path.of(System.getProperty("chroma.jdbc.all.jar"));
  }

  Connection connect(String url) throws SQLException {
    Connection connection = driver.connect(url, new Properties());
    if (connection == null) {
      throw new AssertionError("The driver does not take " + url);
    }
    return connection;
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
