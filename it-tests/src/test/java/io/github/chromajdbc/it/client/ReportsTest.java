package io.github.chromajdbc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** JasperReports and SchemaSpy, each in a JVM with its own libraries and the driver's jar. */
@ExtendWith(ChromaServerExtension.class)
class ReportsTest {
  private static final ToolProcess TOOLS =
      ToolProcess.of("reports.folder", "-Djava.awt.headless=true", "-XX:TieredStopAtLevel=1");

  @BeforeAll
  static void fill(TestDatabase database) {
    Papers.create(database);
  }

  @Test
  void jasperReportsFillsAReportWithAParameterAndAChart(TestDatabase database, @TempDir Path folder)
      throws IOException, InterruptedException {
    TOOLS.run(
        folder,
        "io.github.chromajdbc.it.reports.ReportProgram",
        database.jdbcUrl(),
        "2010",
        folder.toString());

    assertThat(Files.readAllBytes(folder.resolve("papers.pdf")))
        .startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
    BufferedImage page = ImageIO.read(folder.resolve("papers.png").toFile());
    // Three bars of the chart's first colour, a third of the chart's area at least.
    assertThat(pixels(page, 0xFF5555)).isGreaterThan(page.getWidth() * page.getHeight() / 9);
    assertThat(Files.readAllLines(folder.resolve("papers.csv")))
        .containsSubsequence("biology,20,15.62", "law,20,16.62", "physics,20,16.12");
  }

  private static long pixels(BufferedImage picture, int colour) {
    long count = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        if ((picture.getRGB(x, y) & 0xFFFFFF) == colour) {
          count++;
        }
      }
    }
    return count;
  }

  @Test
  void schemaSpyDescribesADatabase(TestDatabase database, @TempDir Path folder) throws Exception {
    Path type =
        Path.of(System.getProperty("user.dir"))
            .resolveSibling("docs")
            .resolve("schemaspy.properties");
    Path pages = folder.resolve("pages");
    TOOLS.run(
        folder,
        "org.schemaspy.Main",
        "-t",
        type.toString(),
        "-host",
        database.server().host(),
        "-port",
        String.valueOf(database.server().port()),
        "-db",
        database.name().database(),
        "-cat",
        database.name().tenant(),
        "-s",
        database.name().database(),
        "-u",
        "none",
        "-dp",
        System.getProperty("chroma.jdbc.jar"),
        "-nohtml", // Pages need Graphviz.
        "-o",
        pages.toString());

    String name = database.name().database();
    NodeList tables =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(pages.resolve(name + "." + name + ".xml").toFile())
            .getElementsByTagName("table");
    List<String> described = new ArrayList<>();
    for (int t = 0; t < tables.getLength(); t++) {
      Element table = (Element) tables.item(t);
      described.add(table.getAttribute("name") + " " + table.getAttribute("remarks"));
      NodeList columns = table.getElementsByTagName("column");
      for (int c = 0; c < columns.getLength(); c++) {
        Element column = (Element) columns.item(c);
        described.add(column.getAttribute("name") + " " + column.getAttribute("type"));
      }
    }
    assertThat(described)
        .contains(
            "papers Scientific papers",
            "metadata.year BIGINT",
            "metadata.score DOUBLE",
            "Notes ",
            "metadata.paper VARCHAR");
  }
}
