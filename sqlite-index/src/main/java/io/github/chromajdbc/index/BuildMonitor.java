package io.github.chromajdbc.index;

/** Watches a build and may end it. Called on the thread that builds, several times a second. */
public interface BuildMonitor {

  /** Hears nothing and never cancels. */
  BuildMonitor SILENT =
      new BuildMonitor() {
        @Override
        public void progress(BuildProgress progress) {}

        @Override
        public boolean cancelled() {
          return false;
        }
      };

  /** Takes the state of the build. Must return quickly, since the file is locked meanwhile. */
  void progress(BuildProgress progress);

  /** Whether to give up: the transaction is then rolled back and nothing is changed. */
  boolean cancelled();
}
