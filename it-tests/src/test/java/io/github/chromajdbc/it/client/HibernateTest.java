package io.github.chromajdbc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.pagination.LimitHandler;
import org.hibernate.dialect.pagination.OffsetFetchLimitHandler;
import org.hibernate.type.StandardBasicTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Native queries; Hibernate has to be told a dialect, as for every database it does not know. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HibernateTest {
  private final SessionFactory sessions;

  HibernateTest(TestDatabase database) {
    Papers.create(database);
    sessions =
        new MetadataSources(
                new StandardServiceRegistryBuilder()
                    .applySetting(
                        JdbcSettings.JAKARTA_NON_JTA_DATASOURCE,
                        ShippedDriver.dataSource(database.jdbcUrl()))
                    .applySetting(JdbcSettings.DIALECT, AnsiDialect.class.getName())
                    .build())
            .buildMetadata()
            .buildSessionFactory();
  }

  /** Hibernate's base dialect, which is ANSI SQL. */
  public static final class AnsiDialect extends Dialect {
    public AnsiDialect() {
      super(DatabaseVersion.make(1));
    }

    @Override
    public LimitHandler getLimitHandler() {
      return OffsetFetchLimitHandler.INSTANCE;
    }
  }

  /** A row. */
  public record Paper(String id, Long year) {}

  @AfterAll
  void close() {
    sessions.close();
  }

  @Test
  void nativeQueriesAnswerScalars() {
    List<Object[]> rows =
        sessions.fromTransaction(
            session ->
                session
                    .createNativeQuery(
                        "SELECT id, metadata.score AS score FROM papers WHERE metadata.year = :year"
                            + " ORDER BY id",
                        Object[].class)
                    .addScalar("id", StandardBasicTypes.STRING)
                    .addScalar("score", StandardBasicTypes.DOUBLE)
                    .setParameter("year", 2004)
                    .list());
    assertThat(rows).hasSize(6);
    assertThat(rows.get(0)).containsExactly("p104", 26.0);
  }

  @Test
  void typesAreLearntFromTheResult() {
    List<Object[]> rows =
        sessions.fromSession(
            session ->
                session
                    .createNativeQuery(
                        "SELECT COUNT(*), MAX(metadata.score) FROM papers", Object[].class)
                    .getResultList());
    assertThat(rows.get(0)).startsWith(120L, 29.75);
  }

  @Test
  void rowsBecomeRecordsAndPages() {
    List<Paper> rows =
        sessions.fromSession(
            session ->
                session
                    .createNativeQuery(
                        "SELECT id, metadata.year AS \"year\" FROM papers ORDER BY metadata.score",
                        Object[].class)
                    .addScalar("id", StandardBasicTypes.STRING)
                    .addScalar("year", StandardBasicTypes.LONG)
                    .setTupleTransformer(
                        (tuple, names) -> new Paper((String) tuple[0], (Long) tuple[1]))
                    .setFirstResult(5)
                    .setMaxResults(2)
                    .list());
    assertThat(rows).containsExactly(new Paper("p5", 2005L), new Paper("p6", 2006L));
  }

  @Test
  void scrollingGoesBothWays() {
    sessions.inSession(
        session -> {
          try (var rows =
              session
                  .createNativeQuery("SELECT id FROM papers ORDER BY metadata.score", String.class)
                  .scroll(org.hibernate.ScrollMode.SCROLL_INSENSITIVE)) {
            assertThat(rows.last()).isTrue();
            assertThat(rows.get()).isEqualTo("p119");
            assertThat(rows.first()).isTrue();
            assertThat(rows.get()).isEqualTo("p0");
          }
        });
  }
}
