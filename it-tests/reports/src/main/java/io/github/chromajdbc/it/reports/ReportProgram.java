package io.github.chromajdbc.it.reports;

import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import net.sf.jasperreports.engine.JasperCompileManager;
import net.sf.jasperreports.engine.JasperExportManager;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.JasperPrintManager;
import net.sf.jasperreports.engine.JasperReport;
import net.sf.jasperreports.engine.export.JRCsvExporter;
import net.sf.jasperreports.export.SimpleExporterInput;
import net.sf.jasperreports.export.SimpleWriterExporterOutput;

/**
 * Fills a report with a parameter and a chart, as a PDF, a table and a picture of its first page.
 */
public final class ReportProgram {
  private ReportProgram() {}

  /** The arguments are the URL, the first year, and the folder to write to. */
  public static void main(String[] arguments) throws Exception {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("since", Long.valueOf(arguments[1]));
    Path folder = Path.of(arguments[2]);
    try (InputStream design = ReportProgram.class.getResourceAsStream("/papers.jrxml");
        Connection connection = DriverManager.getConnection(arguments[0])) {
      JasperReport report = JasperCompileManager.compileReport(design);
      JasperPrint filled = JasperFillManager.fillReport(report, parameters, connection);
      JasperExportManager.exportReportToPdfFile(filled, folder.resolve("papers.pdf").toString());
      JRCsvExporter table = new JRCsvExporter();
      table.setExporterInput(new SimpleExporterInput(filled));
      table.setExporterOutput(
          new SimpleWriterExporterOutput(folder.resolve("papers.csv").toFile(), "UTF-8"));
      table.exportReport();
      BufferedImage page = (BufferedImage) JasperPrintManager.printPageToImage(filled, 0, 1);
      ImageIO.write(page, "png", folder.resolve("papers.png").toFile());
    }
  }
}
