package io.github.chromajdbc.index.command;

import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.BuildProgress;
import io.github.chromajdbc.index.BuildProgress.Phase;
import java.io.PrintWriter;
import java.util.Locale;

/** Draws a build's progress in one line. */
final class ProgressBar implements BuildMonitor {
  private static final int WIDTH = 30;

  private final PrintWriter out;

  ProgressBar(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void progress(BuildProgress progress) {
    int filled = (int) Math.round(progress.fraction() * WIDTH);
    out.print(
        String.format(
            Locale.ROOT,
            "\r[%s%s] %3.0f %%  %s %s        ",
            "#".repeat(filled),
            ".".repeat(WIDTH - filled),
            progress.fraction() * 100,
            progress.phase().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            remaining(progress)));
    if (progress.phase() == Phase.DONE) {
      out.println();
    }
    out.flush();
  }

  private static String remaining(BuildProgress progress) {
    return progress.remainingMillis() < 0 || progress.phase() == Phase.DONE
        ? String.format(Locale.ROOT, "%.1f s", progress.elapsedMillis() / 1000.0)
        : String.format(Locale.ROOT, "%.1f s left", progress.remainingMillis() / 1000.0);
  }

  /** It only watches. */
  @Override
  public boolean cancelled() {
    return false;
  }
}
