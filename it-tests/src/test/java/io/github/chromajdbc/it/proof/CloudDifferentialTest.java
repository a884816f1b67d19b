package io.github.chromajdbc.it.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CloudGateway;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Random statements through what behaves as Chroma Cloud, answered three ways. */
@ExtendWith(ChromaServerExtension.class)
class CloudDifferentialTest {
  private static final long SEED = Long.getLong("proof.cloud.seed", 20_261_120);
  private static final int FIRST = Integer.getInteger("proof.cloud.first", 0);
  private static final int COUNT = Integer.getInteger("proof.cloud.statements", 60);

  @Test
  void theDriverAnswersAsAnIndependentEngineDoesAndMeetsNoQuota(TestDatabase database)
      throws SQLException {
    try (CloudGateway gateway = new CloudGateway(database, 53)) {
      assertThat(new Campaign(database, SEED, true, gateway.jdbcUrl()).run(FIRST, COUNT)).isEmpty();
      assertThat(gateway.quotaErrors()).isEmpty();
      assertThat(gateway.busyReplies()).isPositive();
      assertThat(gateway.reads()).anyMatch(read -> read.contains("\"where\""));
    }
  }
}
