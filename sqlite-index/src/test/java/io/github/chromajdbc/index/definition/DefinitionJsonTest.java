package io.github.chromajdbc.index.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.chromajdbc.index.IndexException;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionJsonTest {
  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void readsKeysWithTypes() {
    assertThat(DefinitionJson.read(json("{'name':'i','keys':{'k':'string_value'}}")))
        .isEqualTo(IndexDefinition.onKeys("i", IndexedKey.of("k", KeyType.STRING)));
  }

  @Test
  void readsKeysAloneAsAllTypes() {
    assertThat(DefinitionJson.read(json("{'name':'i','keys':['k','l']}")))
        .isEqualTo(
            IndexDefinition.onKeys("i", IndexedKey.ofAllTypes("k"), IndexedKey.ofAllTypes("l")));
  }

  @Test
  void readsSeveralTypesOfAKeyAndSqlNames() {
    assertThat(DefinitionJson.read(json("{'name':'i','keys':{'k':['BIGINT','double']}}")))
        .isEqualTo(
            IndexDefinition.onKeys(
                "i", IndexedKey.of("k", EnumSet.of(KeyType.INT, KeyType.FLOAT))));
  }

  @Test
  void readsTheScanOfRecords() {
    assertThat(DefinitionJson.read(json("{'name':'i','scan':'id'}")))
        .isEqualTo(IndexDefinition.onRecords("i"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name':'i','keys':{'k':'string_value','l':['int_value','bool_value']}}",
        "{'name':'i','keys':['k','l.m','Straße']}",
        "{'name':'ä','scan':'id'}"
      })
  void writesWhatItRead(String text) {
    assertThat(DefinitionJson.write(DefinitionJson.read(json(text)))).isEqualTo(json(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{'name':'i'}",
        "{'name':7,'keys':['k']}",
        "{'name':'','keys':['k']}",
        "{'name':'i','keys':[]}",
        "{'name':'i','keys':{}}",
        "{'name':'i','keys':['']}",
        "{'name':'i','keys':['k','k']}",
        "{'name':'i','keys':{'k':'text_value'}}",
        "{'name':'i','keys':{'k':[]}}",
        "{'name':'i','keys':{'k':3}}",
        "{'name':'i','keys':['chroma:document']}",
        "{'name':'i','keys':['k'],'scan':'id'}",
        "{'name':'i','keys':['k'],'unique':true}",
        "{'name':'i','scan':'document'}",
        "{'name':'i','keys':['a\\u0000b']}",
        "{'name':'i','keys':['a\\ud800b']}"
      })
  void refusesWhatIsNoDefinition(String text) {
    assertThatThrownBy(() -> DefinitionJson.read(json(text)))
        .isInstanceOfSatisfying(
            IndexException.class, failure -> assertThat(failure.sqlState()).isEqualTo("42000"));
  }

  @Test
  void refusesMoreKeysThanSqliteTakesInOneCondition() {
    List<String> keys =
        java.util.stream.IntStream.range(0, 101).mapToObj(i -> "'k" + i + "'").toList();
    assertThatThrownBy(() -> DefinitionJson.read(json("{'name':'i','keys':" + keys + "}")))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("1 to 100 keys");
  }
}
