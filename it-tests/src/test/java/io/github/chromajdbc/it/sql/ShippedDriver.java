package io.github.chromajdbc.it.sql;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import java.util.ServiceLoader;
import javax.sql.DataSource;

/** The driver in the jar that users get, which shares no class with the tests. */
public final class ShippedDriver {
  private static final Driver DRIVER = load();

  private ShippedDriver() {}

  private static Driver load() {
    Path jar = Path.of(System.getProperty("chroma.jdbc.jar", ""));
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          "The driver's jar is not at '" + jar + "': run ./mvnw verify, which builds it first");
    }
    try {
      URL[] urls = {jar.toUri().toURL()};
      ClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
      return ServiceLoader.load(Driver.class, loader).stream()
          .filter(driver -> driver.type().getClassLoader() == loader)
          .findFirst()
          .orElseThrow()
          .get();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The driver itself. */
  public static Driver driver() {
    return DRIVER;
  }

  /** The shipped data source for a URL, as a container makes it: by its names. */
  public static DataSource dataSource(String url) {
    try {
      Class<?> type =
          DRIVER.getClass().getClassLoader().loadClass("io.github.chromajdbc.ChromaDataSource");
      Object source = type.getConstructor().newInstance();
      type.getMethod("setUrl", String.class).invoke(source, url);
      return (DataSource) source;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection of the shipped driver with properties, a name and a value each. */
  public static Connection connect(String url, String... properties) throws SQLException {
    Properties given = new Properties();
    for (int i = 0; i < properties.length; i += 2) {
      given.setProperty(properties[i], properties[i + 1]);
    }
    return Objects.requireNonNull(DRIVER.connect(url, given), url);
  }
}
