package io.github.chromajdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.ListStore.Item;
import io.github.chromajdbc.calcite.route.CollectionRouter;
import io.github.chromajdbc.calcite.route.RouteListener;
import io.github.chromajdbc.calcite.route.RoutingContext;
import io.github.chromajdbc.calcite.route.RoutingDecision;
import io.github.chromajdbc.calcite.route.ValueSet;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A store, a router and a listener of a user's, given to the data source. */
class OwnStoreTest {
  /** The last character of a collection's name is the value of key {@code k} in it. */
  public static final class ByName implements CollectionRouter {
    @Override
    public RoutingDecision route(RoutingContext context) {
      ValueSet values = context.valuesOf("k");
      return RoutingDecision.to(
          context.collections().stream()
              .filter(name -> values.admits(name.substring(name.length() - 1)))
              .toList(),
          "the value is in the name");
    }
  }

  /** Remembers what it is told. */
  public static final class Remembering implements RouteListener {
    static final List<Request> REQUESTS = new CopyOnWriteArrayList<>();

    @Override
    public void ended(Request request) {
      REQUESTS.add(request);
    }
  }

  /** As a model of Calcite makes it: by its name. */
  public static final class Shelf extends ListStore {
    public Shelf() {
      with(
          "part_a",
          new Item("1", new float[] {0, 1}, Map.of("k", "a", "city", "Rome")),
          new Item("2", new float[] {5, 5}, Map.of("k", "a", "city", "Oslo")));
      with("part_b", new Item("3", new float[] {0, 2}, Map.of("k", "b", "city", "Oslo")));
    }
  }

  @Test
  void aModelOfCalciteReadsAStoreOfAUsers() throws SQLException {
    String model =
        """
        inline:{"version": "1.0", "defaultSchema": "own", "schemas": [{
          "name": "own", "type": "custom",
          "factory": "io.github.chromajdbc.calcite.ChromaSchemaFactory",
          "operand": {
            "store": "io.github.chromajdbc.OwnStoreTest$Shelf",
            "tenant": "own", "database": "memory", "metadataNames": "bare",
            "routes": {"tables": {"parts": {"collections": ["part_*"], "discriminator": "k"}}}
          }}]}
        """;
    Properties properties = new Properties();
    properties.setProperty("model", model);
    properties.setProperty("lex", "JAVA");
    try (Connection connection = DriverManager.getConnection("jdbc:calcite:", properties)) {
      assertThat(rows(connection, "SELECT id, city FROM part_a WHERE city = 'Oslo'"))
          .containsExactly(List.of("2", "Oslo"));
      assertThat(
              rows(connection, "SELECT a.id, b.id FROM part_a a JOIN part_b b ON a.city = b.city"))
          .containsExactly(List.of("2", "3"));
      assertThat(column(connection, "SELECT id FROM parts WHERE city = 'Oslo' ORDER BY id"))
          .containsExactly("2", "3");
    }
  }

  @Test
  void aStoreOfAModelThatIsNoneIsNamed() {
    Properties properties = new Properties();
    properties.setProperty(
        "model",
        """
        inline:{"version": "1.0", "schemas": [{
          "name": "own", "type": "custom",
          "factory": "io.github.chromajdbc.calcite.ChromaSchemaFactory",
          "operand": {"store": "java.lang.String"}}]}
        """);
    assertThatThrownBy(() -> DriverManager.getConnection("jdbc:calcite:", properties))
        .hasStackTraceContaining("Property store cannot be 'java.lang.String'");
  }

  @Test
  void aStoreARouterAndAListenerOfAUsersWorkTogether() throws SQLException {
    ChromaDataSource source =
        ChromaDataSource.over(
            () ->
                new ListStore()
                    .with(
                        "part_a",
                        new Item("1", new float[] {0, 1}, Map.of("k", "a", "city", "Rome")),
                        new Item("2", new float[] {5, 5}, Map.of("k", "a", "city", "Oslo")))
                    .with("part_b", new Item("3", new float[] {0, 2}, Map.of("k", "b")))
                    .with("part_c", new Item("4", new float[] {0, 3}, Map.of("k", "c"))));
    source.setUrl("jdbc:chroma://nowhere/own/memory");
    source.setRoutes(
        "{\"tables\":{\"parts\":{\"collections\":[\"part_*\"],\"router\":\""
            + ByName.class.getName()
            + "\",\"listener\":\""
            + Remembering.class.getName()
            + "\"}}}");
    try (Connection connection = source.getConnection()) {
      assertThat(column(connection, "SELECT id FROM part_a WHERE metadata.city = 'Oslo'"))
          .containsExactly("2");
      assertThat(column(connection, "SELECT id FROM parts USING EMBEDDING (VECTOR [0,0]) TOPK 3"))
          .containsExactly("1", "3", "4");
      Remembering.REQUESTS.clear();
      assertThat(
              rows(
                  connection,
                  "SELECT _collection, id FROM parts WHERE metadata.k IN ('a', 'c') ORDER BY id"))
          .containsExactly(List.of("part_a", "1"), List.of("part_a", "2"), List.of("part_c", "4"));
      assertThat(Remembering.REQUESTS)
          .extracting(RouteListener.Request::collection)
          .containsExactlyInAnyOrder("part_a", "part_c");
      assertThat(Remembering.REQUESTS)
          .allSatisfy(
              request -> {
                assertThat(request.table()).isEqualTo("parts");
                assertThat(request.failure()).isNull();
                assertThat(request.took()).isPositive();
              });
      assertThat(column(connection, "EXPLAIN SELECT id FROM parts WHERE metadata.k = 'b'"))
          .contains("routing: parts asks 1 of 3 collections: part_b")
          .contains("  since the value is in the name");
    }
  }

  private static List<String> column(Connection connection, String sql) throws SQLException {
    return rows(connection, sql).stream().map(row -> row.get(0)).toList();
  }

  private static List<List<String>> rows(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var results = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (results.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(results.getString(i)));
        }
        rows.add(row);
      }
      return rows;
    }
  }
}
