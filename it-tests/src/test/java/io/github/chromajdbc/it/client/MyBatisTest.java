package io.github.chromajdbc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Result;
import org.apache.ibatis.annotations.Results;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.RowBounds;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MyBatisTest {
  private final SqlSessionFactory sessions;

  MyBatisTest(TestDatabase database) {
    Papers.create(database);
    Configuration configuration =
        new Configuration(
            new Environment(
                "test",
                new JdbcTransactionFactory(),
                ShippedDriver.dataSource(database.jdbcUrl())));
    configuration.addMapper(PaperMapper.class);
    sessions = new SqlSessionFactoryBuilder().build(configuration);
  }

  /** A bean. */
  public static final class Paper {
    public @Nullable String id;
    public long year;
    public boolean open;
  }

  /** Statements. */
  public interface PaperMapper {
    @Select(
        "SELECT id, metadata.year, metadata.open FROM papers WHERE metadata.year = #{year}"
            + " AND metadata.field = #{field} ORDER BY id")
    @Results({
      @Result(property = "year", column = "metadata.year"),
      @Result(property = "open", column = "metadata.open")
    })
    List<Paper> find(@Param("year") int year, @Param("field") String field);

    @Select("SELECT COUNT(*) FROM papers")
    int count();

    @Select("SELECT id FROM papers ORDER BY metadata.score")
    List<String> all(RowBounds bounds);

    @Select("SELECT metadata.field AS \"field\", COUNT(*) AS n FROM papers GROUP BY metadata.field")
    List<Map<String, Object>> fields();
  }

  @Test
  void mappersAnswer() {
    try (SqlSession session = sessions.openSession()) {
      PaperMapper papers = session.getMapper(PaperMapper.class);
      List<Paper> found = papers.find(2002, "law");
      assertThat(found).extracting(paper -> paper.id).containsExactly("p2", "p62");
      assertThat(found).extracting(paper -> paper.open).containsOnly(true);
      assertThat(found).extracting(paper -> paper.year).containsOnly(2002L);
      assertThat(papers.count()).isEqualTo(Papers.COUNT);
      assertThat(papers.fields())
          .hasSize(3)
          .allSatisfy(row -> assertThat(row).containsEntry("n", 40L));
      session.commit();
    }
  }

  @Test
  void rowBoundsSkipRows() {
    try (SqlSession session = sessions.openSession()) {
      assertThat(session.getMapper(PaperMapper.class).all(new RowBounds(3, 2)))
          .containsExactly("p3", "p4");
    }
  }
}
