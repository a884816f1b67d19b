package io.github.chromajdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The manual's list of properties is the enum's. */
class PropertiesManualTest {
  private static final String HEAD =
      """
      # Connection properties

      In the URL, `jdbc:chroma://HOST?name=value&name=value` (percent-encoded where needed), or in `java.util.Properties`. What the URL says wins. A name that is not known is an error in the URL and a warning in Properties. `ChromaDataSource` has a setter for each.

      | name | takes | default | meaning |
      |---|---|---|---|
      """;

  private static String manual() {
    StringBuilder text = new StringBuilder(HEAD);
    for (ChromaProperty property : ChromaProperty.values()) {
      boolean isChoice = property.kind() == ChromaProperty.Kind.CHOICE;
      text.append("| `")
          .append(property.urlName())
          .append("` | ")
          .append(
              isChoice ? String.join(" or ", property.choices()) : property.kind().description())
          .append(" | ")
          .append(property.defaultValue().map(value -> "`" + value + "`").orElse(""))
          .append(" | ")
          .append(property.description().replace("*", "\\*"))
          .append(" |\n");
    }
    return text.toString();
  }

  @Test
  void theManualListsEveryPropertyAsTheDriverReadsIt() throws IOException {
    Path page = Path.of("..", "docs", "properties.md");
    assertThat(Files.readString(page))
        .as("docs/properties.md; its text is this test's expectation")
        .isEqualTo(manual());
  }
}
