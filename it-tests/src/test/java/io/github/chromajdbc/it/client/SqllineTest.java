package io.github.chromajdbc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import sqlline.SqlLine;

/** sqlline's own commands, which browse through DatabaseMetaData. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqllineTest {
  private final TestDatabase database;

  SqllineTest(TestDatabase database) {
    this.database = database;
    Papers.create(database);
  }

  private String run(String script) throws IOException, SQLException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    KnownToDriverManager driver = new KnownToDriverManager(ShippedDriver.driver());
    DriverManager.registerDriver(driver);
    try (PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      SqlLine line = new SqlLine();
      line.setOutputStream(stream);
      line.setErrorStream(stream);
      String[] arguments = {
        "-u", database.jdbcUrl(), "-n", "", "-p", "", "--silent=false", "--outputFormat=csv"
      };
      line.begin(
          arguments, new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)), false);
    } finally {
      DriverManager.deregisterDriver(driver);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void itsCommandsBrowseAndQuery() throws Exception {
    assertThat(
            run(
                """
                !tables
                !columns papers
                !primarykeys papers
                !indexes papers
                !metadata getTableTypes
                !typeinfo
                SELECT id, metadata.year FROM papers WHERE metadata.score = 5.25;
                !quit
                """))
        .contains("'papers'", "'metadata.tags'", "VARCHAR ARRAY", "'SYSTEM TABLE'", "'PRIMARY'")
        .contains("'p21','2001'")
        .doesNotContain("Error:");
  }
}
