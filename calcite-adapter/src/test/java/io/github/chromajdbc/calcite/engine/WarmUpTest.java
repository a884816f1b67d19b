package io.github.chromajdbc.calcite.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmUpTest {
  @Test
  void everyStatementAnswersItsRow() {
    // A statement that fails would load fewer classes, and nobody would see it.
    assertThat(WarmUp.answerAll()).isEqualTo(4);
  }
}
