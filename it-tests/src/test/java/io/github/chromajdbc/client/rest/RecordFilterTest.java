package io.github.chromajdbc.client.rest;

import static io.github.chromajdbc.client.rest.Requests.NEVER;
import static io.github.chromajdbc.client.rest.Requests.where;
import static io.github.chromajdbc.client.rest.Requests.whereDocument;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.GetRequest;
import io.github.chromajdbc.client.RecordFilter;
import io.github.chromajdbc.client.RecordFilter.And;
import io.github.chromajdbc.client.RecordFilter.ArrayContains;
import io.github.chromajdbc.client.RecordFilter.Compare;
import io.github.chromajdbc.client.RecordFilter.DocumentContains;
import io.github.chromajdbc.client.RecordFilter.DocumentMatches;
import io.github.chromajdbc.client.RecordFilter.Member;
import io.github.chromajdbc.client.RecordFilter.Operator;
import io.github.chromajdbc.client.RecordFilter.Or;
import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Filters as the real server understands them. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordFilterTest {
  private static final long BIG = (1L << 62) + 1;

  private RestChromaStore store;
  private CollectionInfo info;

  @BeforeAll
  void fill(TestDatabase database) {
    database
        .create("filters", Space.L2)
        .add(
            TestRecord.of("int", 1).document("alpha \"beta\" \\ 100%").metadata(Map.of("n", 1)),
            TestRecord.of("float", 1).document("Gamma").metadata(Map.of("n", 1.5, "b", true)),
            TestRecord.of("big", 1).metadata(Map.of("n", BIG, "s", "x")),
            TestRecord.of("text", 1).document("日本").metadata(Map.of("n", "1", "b", false)),
            TestRecord.of("list", 1).metadata(Map.of("l", List.of("x", "y"), "m", List.of(1, 2))),
            TestRecord.of("none", 1));
    store = new RestChromaStore(database.settings());
    info = store.collection(database.name(), "filters", NEVER).orElseThrow();
  }

  @AfterAll
  void close() {
    store.close();
  }

  private List<String> ids(GetRequest request) {
    return store.get(info, request, NEVER).idList();
  }

  private List<String> matching(RecordFilter filter) {
    return ids(where(filter));
  }

  @Test
  void compares() {
    assertThat(matching(new Compare("n", Operator.EQUAL, 1L))).containsExactly("int");
    assertThat(matching(new Compare("n", Operator.EQUAL, 1.0))).containsExactly("int");
    assertThat(matching(new Compare("n", Operator.EQUAL, "1"))).containsExactly("text");
    assertThat(matching(new Compare("b", Operator.EQUAL, true))).containsExactly("float");
    assertThat(matching(new Compare("n", Operator.GREATER, 1L))).containsExactly("float", "big");
    assertThat(matching(new Compare("n", Operator.GREATER_OR_EQUAL, 1L)))
        .containsExactly("int", "float", "big");
    assertThat(matching(new Compare("n", Operator.LESS, 2.0))).containsExactly("int", "float");
    assertThat(matching(new Compare("n", Operator.LESS_OR_EQUAL, 1.0))).containsExactly("int");
    assertThat(matching(new Compare("s", Operator.NOT_EQUAL, "x")))
        .containsExactly("int", "float", "text", "list", "none");
  }

  @Test
  void comparesLongsExactly() {
    assertThat(matching(new Compare("n", Operator.EQUAL, BIG))).containsExactly("big");
    assertThat(matching(new Compare("n", Operator.EQUAL, BIG - 1))).isEmpty();
    assertThat(matching(new Compare("n", Operator.GREATER, BIG - 1))).containsExactly("big");
  }

  @Test
  void findsMembersOfListsOfEachType() {
    assertThat(matching(new Member("n", false, List.of(1L, BIG)))).containsExactly("int", "big");
    assertThat(matching(new Member("n", false, List.of(1.0, 1.5)))).containsExactly("int", "float");
    assertThat(matching(new Member("n", false, List.of("1", "2")))).containsExactly("text");
    assertThat(matching(new Member("b", false, List.of(true, false))))
        .containsExactly("float", "text");
    assertThat(matching(new Member("s", true, List.of("x"))))
        .containsExactly("int", "float", "text", "list", "none");
  }

  @Test
  void findsElementsOfArrays() {
    assertThat(matching(new ArrayContains("l", false, "x"))).containsExactly("list");
    assertThat(matching(new ArrayContains("m", false, 2L))).containsExactly("list");
    assertThat(matching(new ArrayContains("m", false, 3L))).isEmpty();
    assertThat(matching(new ArrayContains("l", true, "x")))
        .containsExactly("int", "float", "big", "text", "none");
  }

  @Test
  void searchesDocumentsInBothPlaces() {
    assertBothPlaces(new DocumentContains(false, "\"beta\" \\ 100%"), "int");
    assertBothPlaces(new DocumentContains(false, "日"), "text");
    assertBothPlaces(new DocumentContains(false, ""), "int", "float", "text");
    assertBothPlaces(new DocumentContains(true, "alpha"), "float", "big", "text", "list", "none");
    assertBothPlaces(new DocumentMatches(false, "(?i)^gam+a$"), "float");
    assertBothPlaces(new DocumentMatches(true, "a"), "big", "text", "list", "none");
    assertBothPlaces(
        new Or(List.of(new DocumentContains(false, "alpha"), new DocumentContains(false, "Gamma"))),
        "int",
        "float");
  }

  private void assertBothPlaces(RecordFilter filter, String... expected) {
    assertThat(ids(where(filter))).containsExactly(expected);
    assertThat(ids(whereDocument(filter))).containsExactly(expected);
  }

  @Test
  void joinsConditionsOnMetadataAndDocuments() {
    assertThat(
            matching(
                new Or(
                    List.of(
                        new DocumentContains(false, "alpha"),
                        new And(
                            List.of(
                                new Compare("n", Operator.GREATER, 1.0),
                                new Compare("b", Operator.EQUAL, true)))))))
        .containsExactly("int", "float");
  }

  @Test
  void staysWithinTheLimitsThatAreGiven() {
    List<RecordFilter> children = new ArrayList<>();
    for (long i = 0; i < store.abilities(NEVER).maxConditions(); i++) {
      children.add(new Compare("n", Operator.EQUAL, i));
    }
    assertThat(matching(new Or(children))).containsExactly("int");

    List<Object> numbers = new ArrayList<>();
    for (long i = 0; i < store.abilities(NEVER).maxListItems(); i++) {
      numbers.add(i);
    }
    assertThat(matching(new Member("n", false, numbers))).containsExactly("int");

    RecordFilter deep = new Compare("n", Operator.EQUAL, 1L);
    for (int i = 0; i < store.abilities(NEVER).maxDepth(); i++) {
      deep = new And(List.of(deep, new Compare("n", Operator.GREATER, 0L)));
    }
    assertThat(matching(deep)).containsExactly("int");
  }

  @Test
  void saysWhatIsWrongWithAPattern() {
    assertThatThrownBy(() -> matching(new DocumentMatches(false, "a(?=b)")))
        .isInstanceOfSatisfying(
            ChromaException.class,
            thrown -> {
              assertThat(thrown.error()).isEqualTo(ChromaError.INVALID_REGULAR_EXPRESSION);
              assertThat(thrown.sentence()).contains("look-around");
            });
  }

  @Test
  void sendsNothingThatCouldMeanSomethingElse() {
    assertThatThrownBy(() -> matching(new And(List.of())))
        .isInstanceOfSatisfying(
            ChromaException.class,
            thrown -> assertThat(thrown.error()).isEqualTo(ChromaError.INTERNAL));
    assertThatThrownBy(() -> ids(whereDocument(new Compare("n", Operator.EQUAL, 1L))))
        .isInstanceOfSatisfying(
            ChromaException.class,
            thrown -> assertThat(thrown.error()).isEqualTo(ChromaError.INTERNAL));
  }

  @Test
  void writesNumbersSoThatTheirTypeStays() {
    assertThat(
            store.describeGet(info, where(new Member("n", false, List.of(1.0, 1e10, -0.5)))).body())
        .isEqualTo("{\"where\":{\"n\":{\"$in\":[1.0,1.0E10,-0.5]}},\"include\":[]}");
  }
}
