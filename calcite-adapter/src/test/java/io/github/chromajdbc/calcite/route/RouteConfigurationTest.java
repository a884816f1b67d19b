package io.github.chromajdbc.calcite.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.calcite.route.RouteConfiguration.Source;
import io.github.chromajdbc.error.ChromaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteConfigurationTest {
  /** A router of a user's. */
  public static final class LastCollection implements CollectionRouter {
    @Override
    public RoutingDecision route(RoutingContext context) {
      List<String> all = context.collections();
      return RoutingDecision.to(all.subList(all.size() - 1, all.size()), "the last is enough");
    }
  }

  private static RoutedTableSettings table(String members) {
    return Objects.requireNonNull(
        RouteConfiguration.read("{\"tables\":{\"t\":{" + members + "}}}", Source.APPLICATION)
            .table("t"));
  }

  @Test
  void everyMemberIsRead() {
    RoutedTableSettings table =
        table(
            "\"discriminator\":\"metadata.model\",\"values\":{\"A\":[\"c1\",\"c2\"],\"B\":\"c2\"},"
                + "\"fallback\":\"strict\",\"onFailure\":\"fail\",\"unknown\":\"all\","
                + "\"candidatesPerCollection\":20,\"maxParallel\":3,\"timeout\":\"5s\","
                + "\"merge\":\"rrf\",\"router\":\""
                + LastCollection.class.getName()
                + "\"");
    assertThat(table.keys()).containsExactly("model");
    assertThat(table.collections()).containsExactly("c1", "c2");
    assertThat(table.map().combinations("c2")).isEqualTo(Set.of(List.of("A"), List.of("B")));
    assertThat(table.strict()).isTrue();
    assertThat(table.failing()).isTrue();
    assertThat(table.unknownEverywhere()).isTrue();
    assertThat(table.candidatesPerCollection()).isEqualTo(20);
    assertThat(table.maxParallel()).isEqualTo(3);
    assertThat(table.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(table.merge()).isEqualTo(MergeStrategy.RECIPROCAL_RANK);
    assertThat(table.router()).isInstanceOf(LastCollection.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "\"collections\":[\"a\"],\"colections\":[]; \"colections\" is not known",
        "\"discriminator\":\"m\"; needs \"collections\" or \"queryConfig\"",
        "\"collections\":5; must be a list of texts",
        "\"collections\":[\"a\"],\"fallback\":\"some\"; 'all' or 'strict'",
        "\"collections\":[\"a\"],\"timeout\":\"soon\"; must be a time",
        "\"collections\":[\"a\"],\"maxParallel\":0; a whole number from 1",
        "\"collections\":[\"a\"],\"merge\":\"mean\"; 'distance', 'rrf' or 'normalised'",
        "\"values\":{\"A\":[\"c\"]}; needs one \"discriminator\"",
        "\"collections\":[\"a\"],\"router\":\"no.such.Router\"; must be a public class",
        "\"queryConfig\":\"no/such/file.json\"; cannot be read",
        "\"discriminator\":[\"a\",\"b\"],\"shards\":[{\"values\":{\"a\":1},\"collections\":[\"c\"]}];"
            + " needs a value for b",
      })
  void aMistakeIsSaid(String members, String message) {
    assertThatThrownBy(() -> table(members))
        .isInstanceOfSatisfying(
            ChromaException.class, e -> assertThat(e.error().sqlState()).isEqualTo("08001"))
        .hasMessageContaining(message);
  }

  @Test
  void aUrlMayNotNameAClass() {
    assertThatThrownBy(
            () ->
                RouteConfiguration.read(
                    "{\"tables\":{\"t\":{\"collections\":[\"a\"],\"router\":\""
                        + LastCollection.class.getName()
                        + "\"}}}",
                    Source.URL))
        .hasMessageContaining("a URL cannot name a class");
  }

  @Test
  void whatACollectionSaysNamesNoClassAndIsReadWithCare() {
    Map<String, Object> metadata =
        Map.of(
            StoredRoute.metadataKey("good"),
            new StoredRoute("good", List.of("a*"), List.of("k"), Set.of(List.of("v"))).text(),
            StoredRoute.metadataKey("bad"),
            "{\"over\":5}",
            StoredRoute.metadataKey("worse"),
            "no json",
            StoredRoute.metadataKey("unlearnt"),
            "{\"over\":[\"a\"],\"by\":[\"k\"],\"values\":[[\"v\",\"w\"]],\"router\":\"x.Y\"}");
    Map<String, StoredRoute> routes = StoredRoute.read(metadata);
    assertThat(routes).containsOnlyKeys("good", "unlearnt");
    assertThat(Objects.requireNonNull(routes.get("good")).values()).isEqualTo(Set.of(List.of("v")));
    assertThat(Objects.requireNonNull(routes.get("unlearnt")).values()).isNull();
  }

  @Test
  void resumeStatesBecomeAQueryConfiguration(@TempDir Path folder) throws IOException {
    Path one = Files.createDirectories(folder.resolve("states/partition_1"));
    Path two = Files.createDirectories(folder.resolve("states/partition_2"));
    Files.writeString(
        one.resolve("partition_1_resume_state.json"),
        "{\"Table\":{\"started\":true,\"collection_count\":7},"
            + "\"Field\":{\"started\":true,\"collection_count\":2}}");
    Files.writeString(
        two.resolve("partition_2_resume_state.json"),
        "{\"Field\":{\"started\":true,\"collection_count\":3},"
            + "\"Domain\":{\"started\":true,\"collection_count\":0}}");
    Path file = folder.resolve("query_config.json");
    QueryConfigurationCommand.main(
        new String[] {folder.resolve("states").toString(), file.toString()});
    RouteMap map = QueryConfiguration.read(file);
    assertThat(map.byCollection())
        .isEqualTo(
            Map.of(
                "partition_1", Set.of(List.of("Table"), List.of("Field")),
                "partition_2", Set.of(List.of("Field"))));
    assertThat(QueryConfiguration.read(folder.resolve("states"))).isEqualTo(map);
    Files.writeString(two.resolve("broken_resume_state.json"), "{");
    assertThatThrownBy(() -> QueryConfiguration.read(folder.resolve("states")))
        .isInstanceOf(ChromaException.class)
        .hasMessageContaining("broken_resume_state.json");
  }

  @ParameterizedTest
  @CsvSource({"sap_*, sap_1, true", "sap_*, xsap_1, false", "a?c, abc, true", "a.c, abc, false"})
  void globsMatchWholeNames(String glob, String name, boolean matches) {
    assertThat(Globs.match(List.of(glob), name)).isEqualTo(matches);
  }
}
