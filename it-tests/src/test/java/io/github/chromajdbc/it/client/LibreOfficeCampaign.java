package io.github.chromajdbc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * LibreOffice Base without a screen, driven through UNO. Run by the profile libreoffice; needs
 * Debian's packages libreoffice-base, libreoffice-java-common and python3-uno.
 */
@ExtendWith(ChromaServerExtension.class)
class LibreOfficeCampaign {

  @Test
  void baseListsTablesScrollsInThemAndRunsQueries(TestDatabase database, @TempDir Path folder)
      throws Exception {
    Papers.create(database);
    String place = database.name().tenant() + "." + database.name().database() + ".";
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(
                "/usr/bin/python3", // Debian's, which has UNO.
                Path.of("libreoffice", "base.py").toString(),
                System.getProperty("chroma.jdbc.jar"),
                database.jdbcUrl(),
                place + "papers",
                "SELECT p.\"metadata.field\" AS field, COUNT(*) AS n FROM papers p"
                    + " WHERE p.\"metadata.year\" >= 2010 GROUP BY p.\"metadata.field\""
                    + " ORDER BY field")
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);

    assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
    // Base lists the tables of all databases of the server.
    assertThat(lines)
        .anyMatch(line -> line.startsWith("tables ") && line.contains("'" + place + "Notes'"))
        .anyMatch(
            line -> line.startsWith("opened again ") && line.contains("'" + place + "papers'"))
        .contains(
            "rows of the table " + Papers.COUNT, "row biology|20", "row law|20", "row physics|20");
  }
}
