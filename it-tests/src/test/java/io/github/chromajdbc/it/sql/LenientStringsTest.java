package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** ChromaSQL's strings, which the property {@code lenientStrings} lets in. */
@ExtendWith(ChromaServerExtension.class)
class LenientStringsTest {

  @Test
  void stringsMayStandInDoubleQuotesWithEscapes(TestDatabase database) throws SQLException {
    Library.fill(database);
    try (Connection lenient = ShippedDriver.connect(database.jdbcUrl() + "?lenientStrings=true")) {
      assertThat((Object) lenient.getWarnings()).isNull();
      assertThat(
              Queries.column(
                  lenient,
                  "SELECT id FROM docs WHERE metadata.name IN (\"o'neil\", 'ann') AND id <> ?",
                  "d7"))
          .containsExactly("d1", "d2");
      assertThat(
              Queries.column(
                  lenient,
                  "SELECT \"docs\".id FROM \"docs\" WHERE_DOCUMENT CONTAINS \"green\\nduck\""
                      + " WHERE metadata.\"name\" = 'Zo\\u00eb'"))
          .containsExactly("d4");
      assertThat(
              Queries.column(lenient, "SELECT id FROM docs WHERE metadata.name = 'back\\\\slash'"))
          .containsExactly("d6");
    }
  }
}
