package io.github.chromajdbc.error;

/** Takes warnings while a statement is prepared or runs. May be called from several threads. */
@FunctionalInterface
public interface WarningSink {
  void warn(ChromaWarning warning);
}
