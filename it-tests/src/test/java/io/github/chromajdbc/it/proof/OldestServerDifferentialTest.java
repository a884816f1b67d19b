package io.github.chromajdbc.it.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.OldestChroma;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same on server 1.0.0, which has neither arrays nor conditions on documents in where. */
@ExtendWith(ChromaServerExtension.class)
@OldestChroma
class OldestServerDifferentialTest {
  private static final long SEED = Long.getLong("proof.seed", 20_261_120);
  private static final int FIRST = Integer.getInteger("proof.first", 0);
  private static final int COUNT = Integer.getInteger("proof.oldest.statements", 100);

  @Test
  void theDriverAnswersAsAnIndependentEngineDoes(TestDatabase database) throws SQLException {
    assertThat(new Campaign(database, SEED, false).run(FIRST, COUNT)).isEmpty();
  }
}
