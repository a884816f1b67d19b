package io.github.chromajdbc.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ErpSampleTest {
  private static final SampleEmbedder EMBEDDER = new SampleEmbedder();

  private static final Map<String, String> MODELS =
      Map.of(
          "erp_tables", "Table",
          "erp_fields", "Field",
          "erp_views", "View",
          "erp_programs", "Program");

  @AfterAll
  static void close() {
    EMBEDDER.close();
  }

  @Test
  void everyCollectionHasEnoughRecordsOfTheSameShape() throws IOException {
    Set<String> ids = new HashSet<>();
    Set<String> documents = new HashSet<>();
    for (String collection : ErpSample.COLLECTIONS) {
      List<SampleRecord> records = ErpSample.records(collection);
      assertThat(records).hasSizeGreaterThanOrEqualTo(160);
      for (SampleRecord record : records) {
        assertThat(ids.add(record.id())).as(record.id()).isTrue();
        assertThat(documents.add(record.document())).as(record.document()).isTrue();
        assertThat(record.document()).hasSizeGreaterThan(20).endsWith(".");
        Map<String, Object> metadata = record.metadata();
        assertThat(metadata.keySet())
            .containsExactly("model", "module", "year", "status", "tags", "active", "name");
        assertThat(metadata).containsEntry("model", MODELS.get(collection));
        assertThat((Integer) metadata.get("year")).isBetween(1998, 2025);
        assertThat(metadata.get("active")).isInstanceOf(Boolean.class);
        assertThat((List<?>) metadata.get("tags")).isNotEmpty().doesNotHaveDuplicates();
      }
    }
    assertThat(ids).hasSizeGreaterThanOrEqualTo(640);
  }

  @Test
  void theVectorsInTheRepositoryAreWhatTheModelGives() throws IOException {
    for (String collection : ErpSample.COLLECTIONS) {
      List<SampleRecord> records = ErpSample.records(collection);
      List<float[]> kept = ErpSample.vectors(collection);
      List<float[]> made = EMBEDDER.embed(records.stream().map(SampleRecord::document).toList());
      assertThat(kept).hasSameSizeAs(records);
      for (int i = 0; i < made.size(); i++) {
        assertThat(kept.get(i)).as(records.get(i).id()).containsExactly(made.get(i), within(1e-4f));
      }
    }
  }

  @Test
  void theCreditLimitOfACustomerIsFoundFirst() throws IOException {
    assertThat(nearest("erp_tables", "credit limit of a customer", record -> true, 1))
        .containsExactly("table.crd_cust_limit");
    List<String> recent =
        nearest(
            "erp_tables",
            "credit limit of a customer",
            record -> (Integer) record.metadata().getOrDefault("year", 0) > 2015,
            5);
    assertThat(recent).hasSize(5).startsWith("table.crd_cust_limit");
  }

  @Test
  void questionsInOtherWordsFindTheirRecordAmongTheFirstThree() throws IOException {
    List<SampleQuestion> questions = ErpSample.questions();
    assertThat(questions).hasSizeGreaterThanOrEqualTo(10);
    for (SampleQuestion question : questions) {
      assertThat(nearest(question.collection(), question.question(), record -> true, 3))
          .as(question.question())
          .contains(question.id());
    }
  }

  @Test
  void theQuestionsShareNoWordWithTheDocumentsTheyFind() throws IOException {
    for (SampleQuestion question : ErpSample.questions()) {
      SampleRecord answer =
          ErpSample.records(question.collection()).stream()
              .filter(record -> record.id().equals(question.id()))
              .findFirst()
              .orElseThrow();
      assertThat(stems(question.question()))
          .as(question.question())
          .isNotEmpty()
          .doesNotContainAnyElementsOf(stems(answer.document()));
    }
  }

  /** The first five letters of every word that carries meaning. */
  private static Set<String> stems(String text) {
    Set<String> functionWords = Set.of("than", "with", "they", "that", "what", "when", "this");
    return Pattern.compile("\\p{L}{4,}")
        .matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .filter(word -> !functionWords.contains(word))
        .map(word -> word.substring(0, Math.min(5, word.length())))
        .collect(Collectors.toSet());
  }

  private static List<String> nearest(
      String collection, String question, Predicate<SampleRecord> filter, int count)
      throws IOException {
    float[] query = EMBEDDER.embed(List.of(question)).get(0);
    List<SampleRecord> records = new ArrayList<>(ErpSample.records(collection));
    List<float[]> vectors = ErpSample.vectors(collection);
    return IntStream.range(0, records.size())
        .filter(i -> filter.test(records.get(i)))
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -dot(query, vectors.get(i))))
        .limit(count)
        .map(i -> records.get(i).id())
        .toList();
  }

  private static double dot(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (double) left[i] * right[i];
    }
    return sum;
  }
}
