package io.github.chromajdbc.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The driver's version, which the build writes into a resource. */
public final class DriverVersion {
  public static final String NAME = "Chroma JDBC Driver";

  /** The whole, as {@code 1.2.3-SNAPSHOT}. */
  public static final String TEXT = read();

  public static final int MAJOR = part(1);
  public static final int MINOR = part(2);

  private DriverVersion() {}

  private static String read() {
    Properties properties = new Properties();
    try (InputStream resource = DriverVersion.class.getResourceAsStream("version.properties")) {
      properties.load(resource);
    } catch (IOException damaged) {
      throw new UncheckedIOException("The driver's jar is damaged", damaged);
    }
    return properties.getProperty("version", "0.0");
  }

  private static int part(int number) {
    Matcher parts = Pattern.compile("(\\d+)\\.(\\d+).*").matcher(TEXT);
    return parts.matches() ? Integer.parseInt(parts.group(number)) : 0;
  }
}
