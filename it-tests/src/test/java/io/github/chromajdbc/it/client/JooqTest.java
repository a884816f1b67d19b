package io.github.chromajdbc.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Named;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JooqTest {
  private final TestDatabase database;
  private final DSLContext jooq;

  JooqTest(TestDatabase database) {
    this.database = database;
    Papers.create(database);
    jooq = DSL.using(ShippedDriver.dataSource(database.jdbcUrl()), SQLDialect.DEFAULT);
  }

  @Test
  void plainSqlAnswers() {
    Result<Record> rows =
        jooq.fetch("SELECT * FROM papers WHERE metadata.year = ? ORDER BY id", 2003);
    assertThat(rows).hasSize(6);
    assertThat(rows.get(0).get("metadata.field", String.class)).isEqualTo("biology");
    assertThat(rows.field("metadata.score").getType()).isEqualTo(Double.class);
  }

  @Test
  void generatedSqlAnswers() {
    Table<Record> papers = table(name("papers"));
    Field<String> kind = field(name("papers", "metadata.field"), String.class);
    Field<Long> year = field(name("papers", "metadata.year"), Long.class);
    assertThat(
            jooq.select(kind, count())
                .from(papers)
                .where(year.between(2000L, 2004L))
                .and(kind.ne("law"))
                .groupBy(kind)
                .having(count().gt(1))
                .orderBy(kind.desc())
                .limit(1)
                .fetchOne(0, String.class))
        .isEqualTo("physics");
  }

  @Test
  void itsMetadataHasTheTables() {
    String schema = database.name().database();
    List<Table<?>> tables =
        jooq.meta().filterSchemas(found -> found.getName().equals(schema)).getTables();
    assertThat(tables).extracting(Named::getName).containsExactlyInAnyOrder("papers", "Notes");
    Table<?> papers =
        tables.stream().filter(found -> found.getName().equals("papers")).findFirst().orElseThrow();
    assertThat(Arrays.stream(papers.fields()).map(Named::getName))
        .contains("id", "metadata.year", "metadata.tags");
    assertThat(papers.field("metadata.year").getType()).isEqualTo(Long.class);
    assertThat(papers.getPrimaryKey().getFields()).extracting(Named::getName).containsExactly("id");
    assertThat(papers.getComment()).isEqualTo("Scientific papers");
  }
}
