package io.github.chromajdbc.index;

/**
 * How far a build has come.
 *
 * @param phase what it does now
 * @param fraction an estimate between 0 and 1 of the whole operation, from the number of rows still
 *     to be read
 * @param elapsedMillis milliseconds since the operation began
 * @param remainingMillis an estimate in milliseconds, -1 while there is none
 */
public record BuildProgress(
    Phase phase, double fraction, long elapsedMillis, long remainingMillis) {

  /** The steps of a build, in their order. */
  public enum Phase {
    WAITING_FOR_LOCK,
    BUILDING,
    VERIFYING,
    COMMITTING,
    DONE
  }
}
