package io.github.chromajdbc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.w3c.dom.Element;

/** What docs/dbeaver/drivers.xml says of the driver, against the driver. */
@ExtendWith(ChromaServerExtension.class)
class DriverDefinitionTest {
  private static final Path FILE = Path.of("..", "docs", "dbeaver", "drivers.xml");

  @Test
  void itsClassAndItsUrlOpenAConnection(TestDatabase database) throws Exception {
    Element driver =
        (Element)
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(FILE.toFile())
                .getElementsByTagName("driver")
                .item(0);
    String url =
        driver
            .getAttribute("url")
            .replace("[:{port}]", ":" + database.server().port())
            .replace("{host}", database.server().host())
            .replace("{database}", database.name().database());

    assertThat(driver.getAttribute("class")).isEqualTo(ShippedDriver.driver().getClass().getName());
    assertThat(driver.getAttribute("port")).isEqualTo("8000");
    try (Connection connection = ShippedDriver.connect(url)) {
      assertThat(connection.getSchema()).isEqualTo(database.name().database());
    }
  }
}
