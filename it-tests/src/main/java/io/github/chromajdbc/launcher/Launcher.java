package io.github.chromajdbc.launcher;

import io.github.chromajdbc.server.ServerUnavailableException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the script {@code chroma-sql} runs once it has checked its arguments and built what was
 * missing. Arguments: {@code --demo} or a URL; {@code prompt}, {@code script} (statements from
 * standard input) or {@code run}; and for the last the statements.
 */
public final class Launcher {
  /** Columns of the terminal that the output goes to; not set when it goes elsewhere. */
  private static final String WIDTH_VARIABLE = "CHROMA_SQL_WIDTH";

  /** Vendor codes of the driver for a URL that is wrong in itself, whatever server it names. */
  private static final Set<Integer> WRONG_URL = Set.of(3006, 3007, 3008);

  private final PrintStream output;
  private final PrintStream errors;

  private Launcher(PrintStream output, PrintStream errors) {
    this.output = output;
    this.errors = errors;
  }

  public static void main(String[] arguments) {
    Launcher launcher = new Launcher(utf8(FileDescriptor.out), utf8(FileDescriptor.err));
    ExitCode code = launcher.launch(arguments[0], arguments[1], rest(arguments));
    launcher.output.flush();
    System.exit(code.number());
  }

  private static List<String> rest(String[] arguments) {
    return Arrays.asList(arguments).subList(2, arguments.length);
  }

  /** Java 17 would write in the locale's charset, and lose letters in the locale C. */
  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private ExitCode launch(String target, String action, List<String> statements) {
    if (!target.equals("--demo")) {
      return open(target, action, statements);
    }
    try (DemoServer demo = DemoServer.start()) {
      return open(demo.jdbcUrl(), action, statements);
    } catch (ServerUnavailableException | IOException e) {
      return fail(ExitCode.ENVIRONMENT, e.getMessage());
    }
  }

  private ExitCode open(String url, String action, List<String> statements) {
    try (Connection connection = DriverManager.getConnection(url)) {
      if (action.equals("prompt")) {
        return Prompt.open(url, output);
      }
      return run(connection, action.equals("run") ? String.join(";\n", statements) : input());
    } catch (SQLException e) {
      return fail(
          WRONG_URL.contains(e.getErrorCode()) ? ExitCode.USAGE : ExitCode.ENVIRONMENT,
          e.getMessage());
    } catch (IOException e) {
      return fail(ExitCode.ENVIRONMENT, e.getMessage());
    }
  }

  private static String input() throws IOException {
    return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
  }

  private ExitCode run(Connection connection, String text) {
    StatementRunner runner = new StatementRunner(connection, output, errors, width());
    for (String statement : StatementSplitter.split(text)) {
      try {
        runner.run(statement);
      } catch (SQLException e) {
        return fail(
            ExitCode.STATEMENT_FAILED, e.getMessage() + " (SQLSTATE " + e.getSQLState() + ")");
      }
    }
    return ExitCode.SUCCESS;
  }

  private ExitCode fail(ExitCode code, @Nullable String sentence) {
    output.flush();
    errors.println("chroma-sql: " + sentence);
    return code;
  }

  private static int width() {
    String width = System.getenv(WIDTH_VARIABLE);
    return width == null || width.isEmpty() ? TableWriter.UNLIMITED : Integer.parseInt(width);
  }
}
