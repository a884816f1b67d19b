package io.github.chromajdbc.calcite.parser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LenientStringsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "k = \"it's\"| k = 'it''s'",
        "k IN (\"a\", 'b''c', \"d\"\"e\")| k IN ('a', 'b''c', 'd\"e')",
        "k = 'a\\'b'| k = 'a''b'",
        "k = \"a\\nb\\\\c'\"| k = U&'a\\000ab\\\\c'''",
        "k = \"\\u00e9\\x41\"| k = 'éA'",
        "document REGEX '\\d+' AND document LIKE \"50\\%\"| document REGEX '\\d+' AND document LIKE '50\\%'",
        "(TEXT \"q\" MODEL \"m\")| (TEXT 'q' MODEL 'm')",
        "SELECT d.id AS \"x\" FROM \"my-docs\" d| SELECT d.id AS \"x\" FROM \"my-docs\" d",
        "metadata.\"odd key\" = \"docs\".id| metadata.\"odd key\" = \"docs\".id",
        "SELECT `odd \"one`| SELECT \"odd \"\"one\"",
        "a -- \"no\"| a -- \"no\"",
        "a /* \"no\" ' */ = \"b\"| a /* \"no\" ' */ = 'b'",
        "a = \"open| a = \"open",
        "a = ? AND b = \"?\"| a = ? AND b = '?'",
      })
  void chromaSqlStringsBecomeStandardOnes(String lenient, String standard) {
    assertThat(LenientStrings.toStandard(lenient)).isEqualTo(standard);
  }
}
