package io.github.chromajdbc.index.report;

import java.util.List;

/**
 * The answer of {@code PRAGMA quick_check}.
 *
 * @param messages what is damaged, empty for a sound file
 */
public record FileCheck(List<String> messages) {
  public FileCheck {
    messages = List.copyOf(messages);
  }

  public boolean isSound() {
    return messages.isEmpty();
  }
}
