package io.github.chromajdbc.embedding.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.embedding.EmbeddingSettings;
import io.github.chromajdbc.embedding.TextEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What docs/embedding.md says is what the code does. */
class EmbeddingManualTest {
  private static List<String> manual() throws IOException {
    return Files.readAllLines(Path.of("..", "docs", "embedding.md"));
  }

  private static String quoted(@Nullable String text) {
    return text == null ? "" : "`" + text + "`";
  }

  @Test
  void theTableOfServicesIsTheCodes() throws IOException {
    List<String> rows =
        HttpService.TABLE.stream()
            .map(
                service ->
                    List.of(
                            quoted(service.name()),
                            service.protocol().name(),
                            quoted(service.base()),
                            quoted(service.baseSetting()),
                            service.keyVariables().stream()
                                .map(EmbeddingManualTest::quoted)
                                .collect(Collectors.joining(", ")),
                            quoted(service.defaultModel()))
                        .stream()
                        .map(cell -> cell.isEmpty() ? "" : " " + cell)
                        .collect(Collectors.joining(" |", "|", " |")))
            .toList();
    assertThat(manual()).filteredOn(line -> line.startsWith("| `")).isEqualTo(rows);
  }

  @Test
  void theExamplesOfThePropertyAreAccepted() throws IOException {
    List<String> examples =
        manual().stream()
            .filter(line -> line.startsWith("embedding=") && !line.contains("com.example"))
            .map(line -> line.substring("embedding=".length()))
            .toList();
    assertThat(examples).hasSizeGreaterThan(4);
    CollectionInfo collection =
        new CollectionInfo(
            new DatabaseName("default_tenant", "default_database"),
            "id",
            "invoices",
            Space.COSINE,
            null,
            Map.of(),
            null,
            null);
    for (String example : examples) {
      EmbeddingSettings settings =
          new EmbeddingSettings(
              example,
              false,
              Set.of(),
              List.of(),
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              name -> "a-key",
              null);
      try (TextEmbedder embedder = new TextEmbedder(settings)) {
        String provider = example.split("[:;]", 2)[0];
        assertThat(embedder.describe(collection, null)).as(example).startsWith(provider);
      }
    }
  }
}
