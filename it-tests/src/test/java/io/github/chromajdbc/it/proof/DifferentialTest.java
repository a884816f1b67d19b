package io.github.chromajdbc.it.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Random statements answered three ways. The profile {@code differential} runs more of them; {@code
 * proof.seed} and {@code proof.first} repeat a run.
 */
@ExtendWith(ChromaServerExtension.class)
class DifferentialTest {
  private static final long SEED = Long.getLong("proof.seed", 20_261_120);
  private static final int FIRST = Integer.getInteger("proof.first", 0);
  private static final int COUNT = Integer.getInteger("proof.statements", 250);

  @Test
  void theDriverAnswersAsAnIndependentEngineDoes(TestDatabase database) throws SQLException {
    assertThat(new Campaign(database, SEED, true).run(FIRST, COUNT)).isEmpty();
  }
}
