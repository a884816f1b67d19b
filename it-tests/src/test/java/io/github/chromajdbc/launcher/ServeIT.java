package io.github.chromajdbc.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code ./chroma-sql URL --serve}, and a thin client that asks it. */
@Timeout(180)
@ExtendWith(ChromaServerExtension.class)
class ServeIT {
  private static final Path SCRIPT =
      Path.of(System.getProperty("chroma.jdbc.root")).resolve("chroma-sql");

  @Test
  void theScriptServesUntilItIsStopped(TestDatabase database) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(SCRIPT.toString(), database.jdbcUrl(), "--serve", "--port", "0");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = output.readLine();
      assertThat(line).matches("Serving http://127.0.0.1:[0-9]+");
      try (Connection connection =
              DriverManager.getConnection(
                  "jdbc:avatica:remote:serialization=protobuf;url="
                      + line.substring("Serving ".length()));
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT 6 * 7")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(42);
      }
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
