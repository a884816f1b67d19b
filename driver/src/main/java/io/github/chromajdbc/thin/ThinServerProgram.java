package io.github.chromajdbc.thin;

import io.github.chromajdbc.error.ChromaException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;

/**
 * {@code URL --serve [--port N] [--host H] [--user U] [--keystore FILE]}: serves the driver until
 * the process is stopped. Passwords are read from the variables CHROMA_THIN_PASSWORD and
 * CHROMA_THIN_KEYSTORE_PASSWORD, since a command line can be seen by others.
 */
public final class ThinServerProgram {
  private static final String USAGE =
      "Usage: URL [--port N] [--host H] [--user U] [--keystore FILE] [--max-connections N]."
          + " Passwords come from CHROMA_THIN_PASSWORD and CHROMA_THIN_KEYSTORE_PASSWORD.";

  private ThinServerProgram() {}

  /** Ends with 0 when it was stopped, 2 for a wrong command line, 3 when it cannot start. */
  public static void main(String[] arguments) throws InterruptedException {
    System.exit(run(arguments, System.out, System.err));
  }

  private static int run(String[] arguments, PrintStream output, PrintStream errors)
      throws InterruptedException {
    if (arguments.length == 0) {
      errors.println(USAGE);
      return 2;
    }
    try {
      ThinServerOptions options = options(arguments);
      Driver driver = driver();
      ConnectionSource source = () -> open(driver, arguments[0]);
      source.open().close(); // whatever is wrong with the URL is said now
      try (ThinServer server = ThinServer.start(source, options)) {
        String scheme = options.keys().isPresent() ? "https" : "http";
        output.println(
            "Serving " + scheme + "://" + options.host() + ":" + server.address().getPort());
        output.flush();
        new CountDownLatch(1).await();
      }
      return 0;
    } catch (IllegalArgumentException e) {
      errors.println(e.getMessage() + ". " + USAGE);
      return 2;
    } catch (IOException | SQLException | ChromaException e) {
      errors.println("chroma-sql: " + e.getMessage());
      return 3;
    }
  }

  private static Driver driver() {
    return ServiceLoader.load(Driver.class).stream()
        .filter(found -> found.type().getName().startsWith("io.github.chromajdbc."))
        .findFirst()
        .orElseThrow()
        .get();
  }

  private static Connection open(Driver driver, String url) throws SQLException {
    Connection connection = driver.connect(url, new Properties());
    if (connection == null) {
      throw new IllegalArgumentException("'" + url + "' is no URL of Chroma");
    }
    return connection;
  }

  private static ThinServerOptions options(String[] arguments) {
    ThinServerOptions options = ThinServerOptions.DEFAULT;
    for (int i = 1; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException("After " + arguments[i] + " a value is expected");
      }
      String value = arguments[i + 1];
      options =
          switch (arguments[i]) {
            case "--port" -> options.withPort(Integer.parseInt(value));
            case "--host" -> options.withHost(value);
            case "--user" -> options.withLogin(value, variable("CHROMA_THIN_PASSWORD"));
            case "--keystore" ->
                options.withKeys(Path.of(value), variable("CHROMA_THIN_KEYSTORE_PASSWORD"));
            case "--max-connections" -> options.withMaxConnections(Integer.parseInt(value));
            default -> throw new IllegalArgumentException("There is no option " + arguments[i]);
          };
    }
    return options;
  }

  private static String variable(String name) {
    String value = System.getenv(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("The variable " + name + " is not set");
    }
    return value;
  }
}
