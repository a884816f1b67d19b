package io.github.chromajdbc.index.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.index.IndexException;
import io.github.chromajdbc.index.filter.ChromaFilter.And;
import io.github.chromajdbc.index.filter.ChromaFilter.ArrayMembership;
import io.github.chromajdbc.index.filter.ChromaFilter.Comparison;
import io.github.chromajdbc.index.filter.ChromaFilter.DocumentMatch;
import io.github.chromajdbc.index.filter.ChromaFilter.Operator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterJsonTest {
  private static ChromaFilter read(String text) {
    return FilterJson.read(text.replace('\'', '"'));
  }

  @Test
  void readsEveryKindOfPredicate() {
    assertThat(
            read(
                "{'$and':[{'a':1},{'b':{'$gte':1.5}},{'c':{'$nin':['x','y']}},"
                    + "{'d':{'$not_contains':true}},{'#document':{'$regex':'z'}}]}"))
        .isEqualTo(
            new And(
                List.of(
                    new Comparison("a", Operator.EQUAL, FilterValue.of(1)),
                    new Comparison("b", Operator.GREATER_OR_EQUAL, FilterValue.of(1.5)),
                    new Comparison(
                        "c", Operator.NOT_IN, List.of(FilterValue.of("x"), FilterValue.of("y"))),
                    new ArrayMembership("d", false, FilterValue.of(true)),
                    new DocumentMatch("$regex", "z"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "nonsense",
        "{'a':1,'b':2}",
        "{'a':null}",
        "{'a':{'$lt':'x'}}",
        "{'a':{'$in':[]}}",
        "{'a':{'$in':[1,'x']}}",
        "{'a':{'$like':'x'}}",
        "{'a':{'$gt':1,'$lt':3}}",
        "{'$and':{'a':1}}",
        "{'a':9223372036854775808}"
      })
  void refusesWhatChromaWouldRefuse(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            IndexException.class, failure -> assertThat(failure.sqlState()).isEqualTo("42000"));
  }
}
