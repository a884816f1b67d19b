package io.github.chromajdbc.index.command;

import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.IndexService;
import io.github.chromajdbc.index.operation.FileIndexService;
import io.github.chromajdbc.index.remote.SidecarIndexService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which service the program works with. */
final class ServiceOptions {
  @Option(names = "--file", description = "chroma.sqlite3, or the directory that holds it.")
  private @Nullable Path file;

  @Option(names = "--url", description = "A sidecar, in place of --file: http://HOST:PORT.")
  private @Nullable URI url;

  @Option(names = "--token-file", description = "File with the token that the sidecar asks for.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--lock-timeout",
      defaultValue = "60",
      description = "Seconds to wait for the server's locks (${DEFAULT-VALUE}).")
  private int lockTimeout = 60;

  @Option(
      names = "--allow-newer-schema",
      description = "Build in a file whose metadata schema is newer than known.")
  private boolean allowNewerSchema;

  IndexService open() {
    if (file != null && url != null) {
      throw IndexProblem.INVALID_REQUEST.exception("Name --file or --url, not both");
    }
    return url == null ? openFile() : SidecarIndexService.connect(url, token());
  }

  IndexService openFile() {
    if (file == null) {
      throw IndexProblem.INVALID_REQUEST.exception("Name the server's file with --file");
    }
    return FileIndexService.open(file, Duration.ofSeconds(lockTimeout), allowNewerSchema);
  }

  /** The token, null when no file of one is named. */
  @Nullable String token() {
    if (tokenFile == null) {
      return null;
    }
    try {
      String token = Files.readString(tokenFile).strip();
      if (token.isEmpty()) {
        throw IndexProblem.INVALID_REQUEST.exception("The token file " + tokenFile + " is empty");
      }
      return token;
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot read the token file " + tokenFile, failure);
    }
  }
}
