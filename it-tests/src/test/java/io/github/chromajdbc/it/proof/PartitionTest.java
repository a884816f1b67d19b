package io.github.chromajdbc.it.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What must be true of any condition p, whatever it says: no other engine is needed to tell. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartitionTest {
  private static final long SEED = Long.getLong("proof.seed", 20_261_121);
  private static final int COUNT = Integer.getInteger("proof.conditions", 100);

  private final RandomTable table = RandomTable.generate("partitioned", new Random(SEED), 60, true);
  private Connection driver;

  @BeforeAll
  void load(TestDatabase database) throws SQLException {
    database.create(table.name(), Space.L2).add(table.records());
    driver = ShippedDriver.connect(database.jdbcUrl());
  }

  @AfterAll
  void close() throws SQLException {
    driver.close();
  }

  /** Ternary logic partitioning, after M. Rigger and Z. Su. */
  @Test
  void eachRowIsWhereAConditionIsTrueOrFalseOrUnknown() {
    List<String> all =
        table.rows().stream().map(row -> "'" + row.get(Field.ID) + "'").sorted().toList();
    for (int i = 0; i < COUNT; i++) {
      String condition = condition(i);
      List<String> parts = new ArrayList<>(ids(condition));
      parts.addAll(ids("NOT (" + condition + ")"));
      parts.addAll(ids("(" + condition + ") IS NULL"));
      assertThat(parts.stream().sorted().toList()).as(condition).isEqualTo(all);
    }
  }

  /** Non-optimizing reference engine construction: a value in the list is pushed nowhere. */
  @Test
  void aConditionKeepsAsManyRowsAsItIsTrueFor() {
    for (int i = 0; i < COUNT; i++) {
      String condition = condition(COUNT + i);
      long kept = ids(condition).size();
      List<String> values = column("SELECT (" + condition + ") FROM partitioned AS p");
      assertThat(kept).as(condition).isEqualTo(values.stream().filter("true"::equals).count());
      String count = column("SELECT COUNT(*) FROM partitioned AS p WHERE " + condition).get(0);
      assertThat(new BigDecimal(count)).as(condition).isEqualByComparingTo(Long.toString(kept));
    }
  }

  private static String condition(int number) {
    Random random = new Random(SEED * 1_000_003 + number);
    return new Statements(random, List.of("partitioned"), true).condition("p").toString();
  }

  private List<String> ids(String condition) {
    return column("SELECT id FROM partitioned AS p WHERE " + condition);
  }

  private List<String> column(String sql) {
    Answer answer = Answer.of(driver, sql, List.of());
    assertThat(answer).as(sql).isInstanceOf(Answer.Rows.class);
    return ((Answer.Rows) answer).rows().stream().map(row -> row.get(0)).toList();
  }
}
